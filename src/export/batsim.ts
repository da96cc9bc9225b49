import type { CoreId } from '../core/actions.js';
import { coreList } from '../log/core-list.js';
import type { CoreSpan } from '../metrics/core-spans.js';
import type { JobReport } from '../metrics/report.js';
import { csvCell } from '../render/csv.js';
import type { ExportFormat } from './export-format.js';

const COLUMNS = [
  'job_id',
  'workload_name',
  'profile',
  'submission_time',
  'requested_number_of_resources',
  'requested_time',
  'success',
  'final_state',
  'starting_time',
  'execution_time',
  'finish_time',
  'waiting_time',
  'turnaround_time',
  'stretch',
  'allocated_resources',
  'consumed_energy',
  'metadata',
];

const FINAL_STATES = {
  done: 'COMPLETED_SUCCESSFULLY',
  failed: 'COMPLETED_FAILED',
  cancelled: 'COMPLETED_KILLED',
};

/**
 * The jobs.csv that Batsim writes and Evalys reads. A rigid job is as it is; of one that was paused or resized, which that format has no
 * words for, the execution goes from its first start to its end, on the cores that it had last.
 * Source: Batsim 4, output of simulations; Evalys 4, JobSet.columns.
 */
export const batsim: ExportFormat = {
  name: 'batsim',
  summary: "Batsim's jobs.csv, which Evalys reads, of a run",
  *fromRun({ report, spans }) {
    const name = report.run.workload.name ?? report.run.workload.file;
    const cores = lastCores(spans);
    yield `${COLUMNS.join(',')}\n`;
    for (const job of report.jobs) {
      if (job.started_at === null) continue;
      yield `${rowOf(job, name, cores.get(job.id) ?? [])
        .map(csvCell)
        .join(',')}\n`;
    }
  },
};

function rowOf(job: JobReport, workload: string, cores: readonly CoreId[]): (string | number | null)[] {
  const { started_at: start, finished_at: end, turnaround } = job;
  const execution = start === null || end === null ? null : end - start;
  return [
    job.id,
    workload,
    job.model,
    job.arrival,
    job.cores,
    job.dedicated ?? -1,
    job.state === 'done' ? 1 : 0,
    FINAL_STATES[job.state],
    start,
    execution,
    end,
    job.first_run,
    turnaround,
    turnaround === null || execution === null || execution === 0 ? null : turnaround / execution,
    coreList(cores).replaceAll(',', ' '),
    -1,
    '',
  ];
}

/** By job: the cores that it held until its end. */
function lastCores(spans: readonly CoreSpan[]): ReadonlyMap<string, readonly CoreId[]> {
  const last = new Map<string, { end: number; cores: CoreId[] }>();
  for (const { job, core, end } of spans) {
    const known = last.get(job);
    if (known === undefined || end > known.end) last.set(job, { end, cores: [core] });
    else if (end === known.end) known.cores.push(core);
  }
  return new Map([...last].map(([job, { cores }]) => [job, cores.sort((a, b) => a - b)]));
}
