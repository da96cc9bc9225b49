import type { LogRecord, RunConfig } from '../../log/records.js';

/** A job as the live view shows it. Times are seconds on the run's clock. */
export interface LiveJob {
  readonly id: string;
  readonly position: number;
  readonly model: string;
  /** Steps it is to do, and start-up and duration alone; where they are known. */
  readonly totalSteps: number | undefined;
  readonly dedicated: number | undefined;
  phase: 'expected' | 'queued' | 'running' | 'paused';
  attempt: number;
  cores: number;
  /** Which cores it holds, in the order of their ids; empty under the policy none. */
  ids: readonly number[];
  /** Service time of this attempt up to `since`. */
  served: number;
  /** When the phase began. */
  since: number;
  step: number | undefined;
  loss: number | undefined;
  /** Steps a second between the last two lines of progress; undefined until there were two in one go. */
  rate: number | undefined;
  progressAt: number | undefined;
}

/** What a live view of a run shows, kept up to date by `advance`. */
export interface LiveState {
  config: RunConfig | undefined;
  title: string;
  /** The cores of the pool, and who holds each. */
  readonly holders: Map<number, LiveJob | undefined>;
  readonly jobs: Map<string, LiveJob>;
  /** In the order in which they began to run. */
  readonly running: Set<LiveJob>;
  /** In the order in which they began to wait. */
  readonly waiting: Set<LiveJob>;
  readonly counts: { total: number; expected: number; done: number; failed: number; cancelled: number };
  readonly intents: Map<number, LogRecord & { readonly kind: 'intent' }>;
}

export function emptyLiveState(): LiveState {
  return {
    config: undefined,
    title: '',
    holders: new Map(),
    jobs: new Map(),
    running: new Set(),
    waiting: new Set(),
    counts: { total: 0, expected: 0, done: 0, failed: 0, cancelled: 0 },
    intents: new Map(),
  };
}

/** Takes the next record of the log into the state. Records of jobs that it does not know change nothing. */
export function advance(state: LiveState, record: LogRecord): void {
  switch (record.kind) {
    case 'run':
      state.config = record.config;
      state.title = record.workload.name ?? record.workload.file;
      for (const id of record.ids) state.holders.set(id, undefined);
      return;
    case 'job':
      state.jobs.set(record.job, newJob(record));
      state.counts.total += 1;
      state.counts.expected += 1;
      return;
    case 'intent':
      state.intents.set(record.id, record);
      return;
    case 'outcome': {
      const intent = state.intents.get(record.id);
      state.intents.delete(record.id);
      const job = intent && state.jobs.get(intent.job);
      if (record.ok && intent && job) carryOut(state, job, intent, record.at);
      return;
    }
    case 'arrived':
    case 'exited':
    case 'ended':
    case 'program': {
      const job = state.jobs.get(record.job);
      if (job !== undefined) advanceJob(state, job, record);
      return;
    }
    case 'updated':
    case 'turn_ended':
    case 'exemption_ended':
    case 'timed_out':
    case 'aging_tick':
    case 'cancelled':
    case 'decision':
    case 'cpu':
    case 'note':
    case 'beat':
    case 'left':
    case 'resumed':
    case 'end':
      return;
  }
}

/** Service time of the job's attempt so far. */
export function servedAt(job: LiveJob, now: number): number {
  return job.phase === 'running' ? job.served + Math.max(0, now - job.since) : job.served;
}

function newJob(record: LogRecord & { readonly kind: 'job' }): LiveJob {
  return {
    id: record.job,
    position: record.position,
    model: record.model,
    totalSteps: record.steps,
    dedicated: record.dedicated,
    phase: 'expected',
    attempt: 0,
    cores: 0,
    ids: [],
    served: 0,
    since: 0,
    step: undefined,
    loss: undefined,
    rate: undefined,
    progressAt: undefined,
  };
}

function advanceJob(
  state: LiveState,
  job: LiveJob,
  record: LogRecord & { readonly kind: 'arrived' | 'exited' | 'ended' | 'program' },
): void {
  switch (record.kind) {
    case 'arrived':
      state.counts.expected -= 1;
      enter(state, job, 'queued', record.at);
      return;
    case 'exited':
      if (record.attempt === job.attempt) enter(state, job, 'queued', record.at);
      return;
    case 'ended':
      if (job.phase === 'expected') state.counts.expected -= 1;
      enter(state, job, undefined, record.at);
      state.jobs.delete(job.id);
      state.counts[record.state] += 1;
      return;
    case 'program':
      if (record.attempt === job.attempt) tell(job, record);
      return;
  }
}

function carryOut(
  state: LiveState,
  job: LiveJob,
  intent: LogRecord & { readonly kind: 'intent' },
  at: number,
): void {
  switch (intent.action) {
    case 'start':
      Object.assign(job, { attempt: intent.attempt, served: 0, step: undefined, loss: undefined });
      enter(state, job, 'running', at);
      hold(state, job, intent);
      return;
    case 'resume':
      enter(state, job, 'running', at);
      hold(state, job, intent);
      return;
    case 'resize':
    case 'share':
      if (job.phase === 'running') hold(state, job, intent);
      return;
    case 'pause':
      if (job.phase === 'running') enter(state, job, 'paused', at);
      return;
    case 'kill':
      return;
  }
}

function tell(job: LiveJob, record: LogRecord & { readonly kind: 'program' }): void {
  const { at, step, loss } = record;
  if (job.step !== undefined && job.progressAt !== undefined && at > job.progressAt) {
    job.rate = (step - job.step) / (at - job.progressAt);
  }
  job.step = step;
  job.loss = loss ?? job.loss;
  job.progressAt = at;
}

/** Into a phase, or out of the run; cores are given back, and taken by `hold`. */
function enter(state: LiveState, job: LiveJob, phase: LiveJob['phase'] | undefined, at: number): void {
  job.served = servedAt(job, at);
  job.since = at;
  job.rate = undefined;
  job.progressAt = undefined;
  release(state, job);
  state.running.delete(job);
  if (phase === undefined || phase === 'running') state.waiting.delete(job);
  else state.waiting.add(job);
  if (phase === undefined) return;
  job.phase = phase;
  if (phase === 'running') state.running.add(job);
}

function hold(state: LiveState, job: LiveJob, intent: LogRecord & { readonly kind: 'intent' }): void {
  release(state, job);
  job.cores = intent.cores;
  job.ids = [...(intent.ids ?? [])].sort((a, b) => a - b);
  for (const id of job.ids) state.holders.set(id, job);
}

function release(state: LiveState, job: LiveJob): void {
  for (const id of job.ids) {
    if (state.holders.get(id) === job) state.holders.set(id, undefined);
  }
  job.ids = [];
  job.cores = 0;
}
