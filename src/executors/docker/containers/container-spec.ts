import { posix } from 'node:path';
import type { JobSpec } from '../../../workload/workload.js';
import type { Bind, ContainerSpec, ImageInfo, Limits } from '../daemon/client.js';
import { MARK } from '../output/output.js';
import { containerLabels, containerName, type RunOrigin } from '../ownership/labels.js';
import { type Grant, grantsMissing } from './grants.js';
import { runnerCommand, type Threads } from './runner-command.js';

/** What is settled of a job before its container exists. */
export interface JobPlan {
  readonly job: JobSpec;
  /** The runner image for a built-in model, else the job's own. */
  readonly image: string;
  /** Training steps: always there for a built-in model, and for an image job that takes them. */
  readonly steps: number | undefined;
  readonly threads: Threads;
  /** Limit in bytes; undefined for none. */
  readonly memory: number | undefined;
}

/** What the containers of a run have in common. */
export interface RunContext {
  readonly run: string;
  readonly grants: ReadonlySet<Grant>;
  /** Seed of jobs that have none of their own. */
  readonly seed: number | undefined;
  /** Relative host paths of mounts start here: the workload file's folder. */
  readonly workloadFolder: string;
  /** Mounts lie in one of these; absent: there may be none. */
  readonly mountFolders?: readonly string[];
  /** Bytes of the host; a job that gives no limit may use the most of it. */
  readonly hostMemory?: number;
}

/** What differs from one container of a job to the next. */
export interface ContainerChoice {
  readonly attempt: number;
  /** False when the image has no shell: its program starts with its container. */
  readonly armed: boolean;
  /** The host's folder that is the container's /out; undefined where the daemon cannot see this host's folders. */
  readonly outFolder: string | undefined;
  /** The host's SELinux wants /out to be labelled. */
  readonly relabelOut: boolean;
  readonly cgroupParent: string | undefined;
  /** The job's mounts, by their real paths. */
  readonly mounts: readonly Bind[];
  /** Written on it, so that it can be told later whose it is and whether its run is over. */
  readonly origin: RunOrigin;
}

/** Waits for a line on stdin, then becomes the program (design 5.1). End of file starts nothing. */
const WAIT_FOR_LINE = `read -r _ && { printf '${MARK.replace('\n', '\\n')}'; exec "$@" </dev/null; }`;

/** An armed container's first process, as the kernel shows its command line, until the line comes. */
export function isWaitingForLine(commandLine: string): boolean {
  return commandLine.includes(WAIT_FOR_LINE);
}

/** Memory limit of an armed container in bytes; its dispatch raises it. */
export const ARMED_MEMORY = 32 * 1024 * 1024;

const USER = '10001:10001';
const MAX_PIDS = 256;
const OUT = '/out';
const TMPFS_OPTIONS = 'rw,exec,nosuid,nodev,mode=1777';
/** Share of the host's memory that a job without a limit may use. */
const MOST_OF_HOST = 0.9;

/**
 * The container of a job's attempt: locked down but for what was granted (design 5.1).
 *
 * @throws Error when the job asks for what was not granted, which the caller has ruled out
 */
export function containerSpec(
  plan: JobPlan,
  image: ImageInfo,
  context: RunContext,
  choice: ContainerChoice,
): ContainerSpec {
  const { job } = plan;
  const missing = grantsMissing(job, context.grants);
  if (missing.length > 0) throw new Error(`${job.id} asks for ${missing.join(', ')}: not granted`);
  const { program } = job;
  const own = program.kind === 'image' ? program : undefined;
  const argv = programArgv(plan, image, context);
  const memory = memoryOf(plan, context);
  return {
    name: containerName(context.run, job.id, choice.attempt),
    image: plan.image,
    ...(choice.armed
      ? { entrypoint: ['sh', '-c', WAIT_FOR_LINE, 'sh'], command: argv }
      : { entrypoint: argv.slice(0, 1), command: argv.slice(1) }),
    env: environment(plan, image, context, choice),
    labels: containerLabels(context.run, job.id, choice.attempt, choice.origin),
    user: own?.runAs ?? USER,
    stdin: choice.armed,
    network: own?.network ?? false,
    readonlyRoot: !(own?.writable ?? false),
    tmpfs: inMemory(image, choice, memory),
    binds: binds(choice),
    pids: MAX_PIDS,
    limits: memory === undefined ? {} : { memory: Math.min(ARMED_MEMORY, memory) },
    cgroupParent: choice.cgroupParent,
  };
}

/** What is raised from the armed limits at the dispatch, beside the cores. */
export function dispatchLimits(plan: JobPlan, context: RunContext, cores: Limits): Limits {
  const memory = memoryOf(plan, context);
  return memory === undefined ? cores : { ...cores, memory };
}

/** Bytes; undefined where neither a limit nor the host's memory is known. */
function memoryOf({ memory }: JobPlan, { hostMemory }: RunContext): number | undefined {
  return memory ?? (hostMemory === undefined ? undefined : Math.floor(hostMemory * MOST_OF_HOST));
}

/**
 * What is kept in memory, each no larger than the limit that it counts towards: /tmp, an /out that this host cannot see, and the volumes
 * that the image wants, which Docker would make on the host's disk.
 */
function inMemory(
  { volumes = [] }: ImageInfo,
  { outFolder, mounts }: ContainerChoice,
  memory: number | undefined,
): Readonly<Record<string, string>> {
  const wanted = new Set(volumes.map((path) => posix.resolve('/', path)));
  for (const { container } of mounts) wanted.delete(posix.normalize(container));
  if (outFolder === undefined) wanted.add(OUT);
  else wanted.delete(OUT);
  if (wanted.has('/')) throw new Error('the image wants its root to be a volume');
  const options = memory === undefined ? TMPFS_OPTIONS : `${TMPFS_OPTIONS},size=${memory}`;
  return Object.fromEntries(
    ['/tmp', ...[...wanted].filter((path) => path !== '/tmp')].map((path) => [path, options]),
  );
}

/** Entrypoint and command, as Docker would put them together. */
function programArgv(plan: JobPlan, image: ImageInfo, context: RunContext): readonly string[] {
  const { program } = plan.job;
  if (program.kind === 'model') {
    return [...image.entrypoint, ...runnerCommand(program, plan.threads, plan.steps ?? 1, context.seed)];
  }
  return [...image.entrypoint, ...(program.command.length > 0 ? program.command : image.command)];
}

/** The job's own variables win, but for those that tell it who it is. */
function environment(
  plan: JobPlan,
  image: ImageInfo,
  context: RunContext,
  choice: ContainerChoice,
): string[] {
  const { job, threads, steps } = plan;
  const variables: Record<string, string> = {
    TF_NUM_INTRAOP_THREADS: String(threads.intra),
    TF_NUM_INTEROP_THREADS: String(threads.inter),
    // The user has no home folder, and without one libraries try to write to the root.
    ...(image.env.some((variable) => variable.startsWith('HOME=')) ? {} : { HOME: '/tmp' }),
    ...job.env,
    TFSCHED_RUN: context.run,
    TFSCHED_JOB: job.id,
    TFSCHED_ATTEMPT: String(choice.attempt),
    TFSCHED_OUT: OUT,
    ...(threads.elastic ? { TFSCHED_ELASTIC: '1' } : {}),
    ...(steps === undefined ? {} : { TFSCHED_STEPS: String(steps) }),
  };
  return Object.entries(variables).map(([name, value]) => `${name}=${value}`);
}

function binds({ outFolder, relabelOut, mounts }: ContainerChoice): readonly Bind[] {
  if (outFolder === undefined) return mounts;
  return [{ host: outFolder, container: OUT, readonly: false, relabel: relabelOut }, ...mounts];
}
