import type { Action } from '../core/actions.js';
import { byArrival } from '../core/arrival-order.js';
import { Engine } from '../core/engine.js';
import { Job } from '../core/job-state.js';
import type { JobRequest } from '../core/job.js';
import { Pool } from '../core/pool.js';
import type { Realloc } from '../core/realloc.js';
import type { Schedule } from '../core/schedule.js';
import { LACK_OF_MEMORY, type LogRecord, type RunConfig } from '../log/records.js';
import { repeat } from './repeat.js';
import { rulesOfRun } from './rules-of-run.js';
import { type RecordOf, stepsOf } from './steps.js';

/** Looks on while a run's decisions are made again. */
export interface Onlooker {
  /** Nothing has happened yet. */
  begin?(jobs: ReadonlyMap<string, Job>): void;
  /** Nothing else happens until `now`. */
  upcoming?(schedule: Schedule, now: number): void;
  /** All that happened is applied, and jobs are about to be admitted. */
  before?(schedule: Schedule): void;
  /** The decision is made, and is the one that the log has. */
  after?(schedule: Schedule): void;
}

/**
 * Makes the decisions of a run again, of what its log says has happened: the engine's answers depend on nothing else. What each one
 * orders is held against the log, so that nothing is told that the run did not do.
 * @returns the time in seconds up to which the log bears them out: Infinity for all of it, 0 where nothing can be made again
 */
export function rebuild(records: readonly LogRecord[], onlooker: Onlooker): number {
  const [header] = records;
  const rules = header?.kind === 'run' ? rulesOfRun(header.config) : undefined;
  if (header?.kind !== 'run' || rules === undefined) return 0;
  const engine = new Engine({
    policy: rules.policy,
    realloc: watched(rules.realloc, () => onlooker.before?.(engine.schedule)),
    pool: new Pool(header.ids),
    ...(header.config.memory !== undefined && { memory: header.config.memory }),
  });
  const until = lackOfMemoryUntold(records, header.config);
  const jobs = jobsOf(records);
  const actions = new Map<number, Action>();
  onlooker.begin?.(jobs);
  for (const step of stepsOf(records)) {
    onlooker.upcoming?.(engine.schedule, step.now);
    if (step.now >= until || repeat(engine, step, jobs, actions) !== 'same') return step.now;
    if (step.decision !== undefined) onlooker.after?.(engine.schedule);
  }
  onlooker.upcoming?.(engine.schedule, Infinity);
  return Infinity;
}

/** Logs of old do not hold how much memory there was: when it ran short for the first time, seconds. */
function lackOfMemoryUntold(records: readonly LogRecord[], { memory }: RunConfig): number {
  if (memory !== undefined) return Infinity;
  const note = records.find((record) => record.kind === 'note' && record.text.includes(LACK_OF_MEMORY));
  return note?.kind === 'note' ? note.at : Infinity;
}

function watched(realloc: Realloc, aboutToAdmit: () => void): Realloc {
  return {
    ...realloc,
    beforeAdmission(cores) {
      realloc.beforeAdmission?.(cores);
      aboutToAdmit();
    },
  };
}

function jobsOf(records: readonly LogRecord[]): ReadonlyMap<string, Job> {
  const announced = records.filter((record) => record.kind === 'job').sort((a, b) => a.position - b.position);
  const jobs = new Map<string, Job>();
  byArrival(announced).forEach((index, rank) => {
    const record = announced[index]!;
    jobs.set(record.job, new Job(requestOf(record), rank));
  });
  return jobs;
}

function requestOf(record: RecordOf<'job'>): JobRequest {
  return {
    id: record.job,
    position: record.position,
    arrival: record.arrival,
    cores: record.cores,
    minCores: record.min_cores,
    maxCores: record.max_cores,
    priority: record.priority,
    retries: record.retries ?? 0,
    timeout: record.timeout ?? Infinity,
    memory: record.memory ?? 0,
    user: record.user,
    dedicated: record.dedicated,
    estimate: record.estimate ?? record.dedicated,
  };
}
