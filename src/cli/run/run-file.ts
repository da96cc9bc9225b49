import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { LogReadError, LogWriteError } from '../../log/errors.js';
import type { PlannedJob } from '../../planning/plans.js';
import type { JobSpec, Workload } from '../../workload/workload.js';
import { workloadPieces } from '../../workload/write/write-workload.js';
import { reasonOf } from '../errors.js';
import { isRuleFile } from '../options/rule-files.js';
import type { RunFlags } from './flags.js';

/** What a run was begun with, beside its workload. */
const RUN_FILE = 'run.json';

/** The workload with all that is in it, such as values of `env`: nobody but the owner may read it. */
const WORKLOAD_FILE = 'workload.jsonl';

const plan = z.object({
  image: z.string(),
  steps: z.number().exactOptional(),
  threads: z.object({ inter: z.number(), intra: z.number(), elastic: z.boolean() }),
  memory: z.number().exactOptional(),
  dedicated: z.number().exactOptional(),
});

const runFile = z.object({
  version: z.literal(1),
  run: z.string(),
  /** The daemon's id. */
  daemon: z.string(),
  workload: z.object({ file: z.string(), folder: z.string(), name: z.string().exactOptional() }),
  flags: z.looseObject({ policy: z.string(), arm: z.number(), threads: z.string(), seed: z.number() }),
  allow: z.object({
    grants: z.array(z.enum(['network', 'writable', 'user', 'mounts'])),
    /** Absolute paths that mounts may lie in. */
    folders: z.array(z.string()),
  }),
  core_ids: z.array(z.int()),
  /** In file order. */
  plans: z.array(plan),
});

type Plan = z.infer<typeof plan>;

/** A run as it was begun, read again from its folder. */
export interface KeptRun {
  readonly run: string;
  readonly daemon: string;
  readonly workload: { readonly file: string; readonly folder: string; readonly name?: string };
  /** The flags of `run` that say how it is run; those of its report are not kept. */
  readonly flags: RunFlags;
  readonly coreIds: readonly number[];
  /** Where the workload is. */
  readonly workloadFile: string;
  /** The plans of its jobs, which must not depend on what was measured since. */
  plansOf(jobs: readonly JobSpec[]): PlannedJob[];
}

/** What a run is begun with. */
export interface BegunRun {
  readonly run: string;
  /** The daemon's id. */
  readonly daemon: string;
  readonly workload: Workload;
  readonly flags: RunFlags;
  readonly coreIds: readonly number[];
  /** Mounts lie in one of these. */
  readonly mountFolders: readonly string[];
  /** In file order. */
  readonly plans: readonly PlannedJob[];
}

/**
 * Writes down what a run is begun with, so that another tfsched can go on with it.
 * @throws LogWriteError
 */
export function keepRun(folder: string, begun: BegunRun): void {
  const { run, daemon, workload, flags, coreIds, mountFolders, plans } = begun;
  const { file, name } = workload;
  const kept: z.input<typeof runFile> = {
    version: 1,
    run,
    daemon,
    workload: { file, folder: dirname(resolve(file)), ...(name !== undefined && { name }) },
    flags: flagsToKeep(flags),
    allow: { grants: [...flags.allow.grants], folders: mountFolders.map((one) => resolve(one)) },
    core_ids: [...coreIds],
    plans: plans.map(planToKeep),
  };
  try {
    writeFileSync(join(folder, WORKLOAD_FILE), [...workloadPieces(workload, 'jsonl')].join(''), {
      mode: 0o600,
    });
    writeFileSync(join(folder, RUN_FILE), `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new LogWriteError(`cannot write into the folder of the run: ${reasonOf(error)}`, { cause: error });
  }
}

/** The files that `keepRun` writes. */
export const KEPT_FILES = [RUN_FILE, WORKLOAD_FILE] as const;

/** @throws LogReadError when the run was not begun by `run`, or not by this version */
export function readKeptRun(folder: string): KeptRun {
  const file = join(folder, RUN_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new LogReadError(
      `the run in ${folder} cannot go on: ${reasonOf(error)}; only what \`tfsched run\` has begun can be resumed`,
    );
  }
  const result = runFile.safeParse(asJson(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new LogReadError(
      `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a run of tfsched'}`,
    );
  }
  const { run, daemon, workload, flags, allow, core_ids, plans } = result.data;
  return {
    run,
    daemon,
    workload,
    flags: {
      ...flags,
      allow: { ...allow, ownFolder: false, grants: new Set(allow.grants) },
    } as unknown as RunFlags,
    coreIds: core_ids,
    workloadFile: join(folder, WORKLOAD_FILE),
    plansOf(jobs) {
      if (jobs.length !== plans.length)
        throw new LogReadError(
          `${file}: it has plans for ${plans.length} jobs, and the workload has ${jobs.length}`,
        );
      return jobs.map((job, index) => plannedJob(job, plans[index]!));
    },
  };
}

/** How a report is printed, and where to, is the business of whoever resumes. */
const NOT_KEPT: readonly (keyof RunFlags)[] = [
  ...(['format', 'width', 'html', 'quiet', 'allow'] as const),
  ...(['out', 'dryRun', 'onExit', 'wait', 'share'] as const),
];

function flagsToKeep(flags: RunFlags): z.input<typeof runFile>['flags'] {
  const { policy, realloc, arm, threads, seed } = flags;
  const others = Object.entries(flags).filter(([name]) => !NOT_KEPT.includes(name as keyof RunFlags));
  return {
    ...Object.fromEntries(others),
    ...{ arm, threads, seed, policy: absoluteIfFile(policy) },
    ...(realloc !== undefined && { realloc: absoluteIfFile(realloc) }),
  };
}

/** Rules of the user's own are found again from any folder. */
function absoluteIfFile(word: string): string {
  return isRuleFile(word) ? resolve(word) : word;
}

function planToKeep({ image, steps, threads, memory, dedicated }: PlannedJob): Plan {
  return {
    image,
    threads: { ...threads },
    ...(steps !== undefined && { steps }),
    ...(memory !== undefined && { memory }),
    ...(dedicated !== undefined && { dedicated }),
  };
}

function plannedJob(job: JobSpec, { image, steps, threads, memory, dedicated }: Plan): PlannedJob {
  return { job, image, steps, threads, memory, dedicated };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
