import { readFileSync } from 'node:fs';
import type { Cell } from '../../compare/cells.js';
import type { Outcome } from '../../compare/outcome.js';
import { type ResultCache, resultKey } from '../../compare/result-cache.js';
import { seededRandom, shuffled } from '../../random/seeded.js';
import { reasonOf, WriteError } from '../errors.js';
import { codeHash } from './code-hash.js';
import type { CompareFlags } from './flags.js';
import type { Instance, InstanceGroup } from './instances.js';
import type { Runner } from './runners.js';

/** One run of the matrix. */
interface Run {
  readonly group: number;
  readonly cell: number;
  readonly instance: number;
  readonly repeat: number;
  readonly key: string;
}

export interface Matrix {
  readonly cells: readonly Cell[];
  readonly groups: readonly InstanceGroup[];
  readonly flags: CompareFlags;
  /** What times depend on beside the code; undefined in virtual time. */
  readonly host: string | undefined;
  readonly cache: ResultCache;
  /** @param jobs of the runs that are to come */
  readonly runnerFor: (jobs: number) => Runner;
  /** Lines for people. */
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** By group, cell, instance and repeat. */
export type Outcomes = readonly (readonly (readonly (readonly Outcome[])[])[])[];

/**
 * Carries out the runs that are not in the cache, in random order, so that a noisy minute favours no cell.
 * @throws what `signal` was aborted with; WriteError when a result cannot be kept
 */
export async function runMatrix(matrix: Matrix): Promise<Outcomes> {
  const { flags, groups, cells, cache, tell, signal } = matrix;
  const runs = allRuns(matrix);
  const known = new Map<Run, Outcome>();
  for (const run of runs) {
    const outcome = cache.get(run.key);
    if (outcome !== undefined) known.set(run, outcome);
  }
  const missing = shuffled(
    runs.filter((run) => !known.has(run)),
    seededRandom(flags.seed),
  );
  if (known.size > 0) tell(`${known.size} of ${runs.length} runs are known from before`);
  const instanceOf = ({ group, instance }: Run): Instance => groups[group]!.instances[instance]!;
  const runner = matrix.runnerFor(
    missing.reduce((sum, run) => sum + instanceOf(run).workload.jobs.length, 0),
  );
  const progress = createProgress(missing.length, tell);
  const queue = [...missing];
  async function work(): Promise<void> {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
      signal.throwIfAborted();
      const outcome = await runner.run(cells[run.cell]!, instanceOf(run));
      keep(cache, run.key, outcome);
      known.set(run, outcome);
      progress(cells[run.cell]!.label);
    }
  }
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    await Promise.race([Promise.all(Array.from({ length: runner.parallel }, work)), aborted]);
  } finally {
    await runner.close();
  }
  return groups.map((group, at) =>
    cells.map((_, cell) =>
      group.instances.map((_, instance) =>
        runs
          .filter((run) => run.group === at && run.cell === cell && run.instance === instance)
          .map((run) => known.get(run)!),
      ),
    ),
  );
}

function allRuns({ cells, groups, flags, host }: Matrix): readonly Run[] {
  const code = codeHash();
  // Virtual time has no noise: one run tells all.
  const repeats = host === undefined ? 1 : flags.repeats;
  return groups.flatMap(({ instances }, group) =>
    instances.flatMap(({ workload: { jobs }, capacity }, instance) => {
      const work = resultKey(jobs);
      return cells.flatMap(({ policy, realloc, options }, cell) => {
        const own = [policy, realloc].map((word) =>
          word !== undefined && /[/\\.]/.test(word) ? readFileSync(word, 'utf8') : word,
        );
        const rules = [own, options, capacity];
        const timing = host === undefined ? [flags.speedup, flags.overheads] : [host];
        return Array.from({ length: repeats }, (_, repeat): Run => ({
          ...{ group, cell, instance, repeat },
          key: resultKey([code, work, rules, timing, repeat]),
        }));
      });
    }),
  );
}

/** @throws WriteError */
function keep(cache: ResultCache, key: string, outcome: Outcome): void {
  try {
    cache.put(key, outcome);
  } catch (error) {
    throw new WriteError(`a result cannot be kept: ${reasonOf(error)}`);
  }
}

/** A line at most every so often, in seconds. */
const TELL_EVERY = 2;

function createProgress(total: number, tell: (line: string) => void): (label: string) => void {
  const since = performance.now();
  let done = 0;
  let told = since;
  return (label) => {
    done += 1;
    const now = performance.now();
    if (now - told < TELL_EVERY * 1000) return;
    told = now;
    const left = ((now - since) / 1000 / done) * (total - done);
    tell(`${done} of ${total} runs, ${timeText(left)} left: ${label}`);
  };
}

function timeText(seconds: number): string {
  return seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
