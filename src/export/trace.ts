import type { RunReport } from '../metrics/report.js';
import type { ExportFormat } from './export-format.js';
import { jsonText } from '../workload/printable.js';

/** Processes of the trace: a track for each core, and one for each job. */
const CORES = 1;
const JOBS = 2;

type Event = Readonly<Record<string, unknown>>;

/**
 * Chrome's trace events as JSON, which Perfetto and chrome://tracing open: who holds each core, what each job does, how many cores are in
 * use.
 * Source: Trace Event Format, Google, 2016.
 */
export const trace: ExportFormat = {
  name: 'trace',
  summary: 'Chrome trace events, which Perfetto opens, of a run',
  *fromRun({ report, spans }) {
    yield '{"displayTimeUnit":"ms","traceEvents":[\n';
    let separator = '';
    const events = function* (): Generator<Event, void> {
      yield* names(report);
      for (const { core, job, attempt, start, end } of spans) {
        yield { ...slice(job, start, end), cat: 'core', pid: CORES, tid: core, args: { attempt } };
      }
      yield* jobEvents(report);
      yield* coresInUse(report);
    };
    for (const event of events()) {
      yield `${separator}${jsonText(event)}`;
      separator = ',\n';
    }
    yield '\n]}\n';
  },
};

function* names({ run, jobs }: RunReport): Generator<Event, void> {
  yield { ph: 'M', name: 'process_name', pid: CORES, args: { name: 'cores' } };
  yield { ph: 'M', name: 'process_name', pid: JOBS, args: { name: 'jobs' } };
  for (const core of run.core_ids)
    yield { ph: 'M', name: 'thread_name', pid: CORES, tid: core, args: { name: `core ${core}` } };
  for (const [index, { id }] of jobs.entries()) {
    yield { ph: 'M', name: 'thread_name', pid: JOBS, tid: index, args: { name: id } };
    yield { ph: 'M', name: 'thread_sort_index', pid: JOBS, tid: index, args: { sort_index: index } };
  }
}

function* jobEvents({ jobs, segments }: RunReport): Generator<Event, void> {
  const tracks = new Map(jobs.map(({ id }, index) => [id, index]));
  for (const { id, model, arrival, started_at, user, priority } of jobs) {
    const tid = tracks.get(id)!;
    yield {
      ph: 'i',
      s: 't',
      name: 'arrival',
      ts: micros(arrival),
      pid: JOBS,
      tid,
      args: { model, user, priority },
    };
    if (started_at !== null && started_at > arrival)
      yield { ...slice('queued', arrival, started_at), cat: 'wait', pid: JOBS, tid };
  }
  for (const { job, kind, start, end, cores, attempt } of segments) {
    const name = kind === 'pause' ? 'paused' : `${cores} ${cores === 1 ? 'core' : 'cores'}`;
    yield {
      ...slice(name, start, end),
      cat: kind,
      pid: JOBS,
      tid: tracks.get(job)!,
      args: { attempt, cores },
    };
  }
}

function* coresInUse({ segments }: RunReport): Generator<Event, void> {
  const changes = segments
    .filter(({ kind }) => kind === 'run')
    .flatMap(({ start, end, cores }) => [
      { at: start, cores },
      { at: end, cores: -cores },
    ])
    .sort((a, b) => a.at - b.at);
  let held = 0;
  for (const [index, { at, cores }] of changes.entries()) {
    held += cores;
    if (changes[index + 1]?.at === at) continue;
    yield {
      ph: 'C',
      name: 'cores in use',
      ts: micros(at),
      pid: CORES,
      args: { cores: Number(held.toFixed(9)) },
    };
  }
}

function slice(name: string, start: number, end: number): Event {
  return { ph: 'X', name, ts: micros(start), dur: micros(end) - micros(start) };
}

/** Whole microseconds, the format's unit. */
function micros(seconds: number): number {
  return Math.round(seconds * 1e6);
}
