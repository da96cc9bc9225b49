import { baselineShares, proportionalShares } from '../../reference/reference-shares.js';
import type { RunState, SeenJob } from './run-state.js';

/**
 * Looks at a run between two of its decisions, all actions settled, with the eyes of design 4: was everybody who waits rightly
 * refused, and has everybody who runs what the mode gives?
 * @returns what is against the rules, undefined when nothing is
 */
export function againstTheRules(state: RunState): string | undefined {
  const { header } = state;
  if (header === undefined || state.cancelled) return undefined;
  return wrongSizes(state) ?? wrongWait(state);
}

/** Modes and policies of a user's own have rules that nobody here knows. */
const MODES = ['strict', 'max_prop', 'always_attend'];

function wrongSizes(state: RunState): string | undefined {
  const { header } = state;
  const capacity = header?.config.cores ?? 0;
  const running = state.running().sort(byArrival);
  const free = capacity - sum(running.map((job) => job.cores));
  switch (header?.config.realloc) {
    case null:
      return differs(
        running,
        baselineShares(
          capacity,
          running.map((job) => job.request),
        ),
      );
    case 'strict':
      return (
        complain(running, (job) => job.cores > job.request, 'has more cores than it asks for') ??
        (state.gaveWay
          ? undefined
          : complain(
              running,
              (job) => job.request - job.cores > 0 && job.request - job.cores <= free,
              'is to grow, and could',
            ))
      );
    case 'always_attend':
      return (
        complain(running, (job) => job.cores > job.request, 'has more cores than it asks for') ??
        (state.waiting().length === 0 && free > 0
          ? complain(
              running,
              (job) => job.cores < job.request,
              'has less than it asks for, nobody waits and cores are free',
            )
          : undefined)
      );
    case 'max_prop':
      return differs(
        running,
        proportionalShares(
          capacity,
          running.map(({ request, spec }) => ({
            request,
            minCores: spec.min_cores,
            maxCores: spec.max_cores,
          })),
        ),
      );
    default:
      return undefined;
  }
}

function differs(running: readonly SeenJob[], due: readonly number[]): string | undefined {
  const index = running.findIndex((job, place) => Math.abs(job.cores - (due[place] ?? 0)) > 1e-9);
  const job = running[index];
  return job && `${job.spec.job} has ${job.cores} cores and its share is ${due[index] ?? 0}`;
}

function complain(
  jobs: readonly SeenJob[],
  isWrong: (job: SeenJob) => boolean,
  what: string,
): string | undefined {
  const job = jobs.find(isWrong);
  return job && `${job.spec.job} ${what}: ${job.cores} of ${job.request}`;
}

/** A job that waits though the rule of its policy would have it run. */
function wrongWait(state: RunState): string | undefined {
  const { header, at } = state;
  const waiting = state.waiting().filter((job) => !job.lacksMemory);
  if (header === undefined || waiting.length === 0) return undefined;
  const { policy, realloc, cores, options } = header.config;
  if (realloc === null) return `${waiting[0]?.spec.job ?? ''} waits though every job starts on arrival`;
  if (!MODES.includes(realloc)) return undefined;
  const claim = (job: SeenJob): number => (realloc === 'strict' ? job.request : job.spec.min_cores);
  const hold = (job: SeenJob): number => (realloc === 'max_prop' ? job.spec.min_cores : job.cores);
  const free = cores - sum(state.running().map(hold));
  const e = (job: SeenJob): number => effective(job, Number(options.aging ?? 0), at);
  const mayPass = (job: SeenJob, other: SeenJob): boolean =>
    other === job || e(other) < e(job) - CLOSE || e(other) >= e(job) + 1 + CLOSE;
  const heads = headsOf(waiting, policy, e);
  // Where it cannot be told who of several is the head, one of them must be too big.
  if (heads.every((job) => claim(job) <= free)) {
    return `${heads.map((job) => job.spec.job).join(' or ')} is first in the queue, needs ${heads.map(claim).join(' or ')} cores, and ${free} are free`;
  }
  if (policy !== 'prio' || options.preemptive !== true) return undefined;
  const passer = waiting.find((job) => claim(job) <= free && waiting.every((other) => mayPass(job, other)));
  return passer && `${passer.spec.job} fits into ${free} free cores and may pass those before it`;
}

/** Effective priorities that are nearer than this are not told apart. */
const CLOSE = 1e-6;

/** The jobs of which one is the first of the waiting order (design 4.2). */
function headsOf(
  waiting: readonly SeenJob[],
  policy: string,
  e: (job: SeenJob) => number,
): readonly SeenJob[] {
  switch (policy) {
    case 'fcfs':
      return [...waiting].sort(byArrival).slice(0, 1);
    case 'prio': {
      const most = Math.max(...waiting.map(e));
      return waiting.filter((job) => e(job) > most - CLOSE);
    }
    case 'rr': {
      const [first] = [...waiting].sort((a, b) => a.queued.record - b.queued.record);
      return waiting.filter((job) => job.queued.at === first?.queued.at);
    }
    default:
      return waiting;
  }
}

/** What aging has made of a job's priority (design 4.2). */
function effective(job: SeenJob, aging: number, at: number): number {
  const waited = job.waited + (job.waitsSince === undefined ? 0 : at - job.waitsSince);
  return job.spec.priority + aging * waited;
}

function byArrival(a: SeenJob, b: SeenJob): number {
  return a.spec.arrival - b.spec.arrival || a.spec.position - b.spec.position;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
