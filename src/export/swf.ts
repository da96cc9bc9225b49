import type { JobReport } from '../metrics/report.js';
import type { JobSpec } from '../workload/workload.js';
import type { ExportFormat } from './export-format.js';
import { printable } from '../workload/printable.js';

/** What a line tells; undefined where it is not known. Seconds. */
interface Line {
  readonly id: string;
  readonly submit: number;
  readonly wait?: number | null;
  readonly run?: number | null;
  readonly allocated?: number;
  readonly cpuSeconds?: number | null;
  readonly requested: number;
  readonly estimate?: number | undefined;
  readonly status?: number;
  readonly user: string | null | undefined;
  readonly program: string;
}

/**
 * The Standard Workload Format of the Parallel Workloads Archive, version 2.2. Times that are no whole seconds keep their decimals.
 * Of a run, the wait is the time to the first start and the run time is the service: pauses are in neither.
 */
export const swf: ExportFormat = {
  name: 'swf',
  summary: 'Standard Workload Format, of a workload or a run',
  fromWorkload: ({ name, cores, jobs }) => pieces(name, cores, jobs.map(lineOfSpec)),
  fromRun: ({ report: { run, config, jobs } }) =>
    pieces(run.workload.name ?? undefined, config.cores, jobs.map(lineOfReport)),
};

function* pieces(
  name: string | undefined,
  cores: number | undefined,
  lines: readonly Line[],
): Generator<string, void> {
  const procs = cores ?? lines.reduce((most, { requested }) => Math.max(most, requested), 1);
  const users = numbersOf(lines.flatMap(({ user }) => user ?? []));
  const programs = numbersOf(lines.map(({ program }) => program));
  const ids = numbersOf(lines.map(({ id }) => id));
  yield `; Version: 2.2\n; Computer: ${printable(oneLine(name ?? ''))}\n; MaxJobs: ${lines.length}\n; MaxRecords: ${lines.length}\n; MaxProcs: ${procs}\n`;
  yield '; Note: written by tfsched\n';
  for (const line of lines) {
    const user = line.user === null || line.user === undefined ? undefined : users.get(line.user);
    yield `${fieldsOf(line, ids.get(line.id)!, user, programs.get(line.program)!).map(fieldText).join(' ')}\n`;
  }
}

/** The 18 fields in their order. */
function fieldsOf(
  line: Line,
  id: number,
  user: number | undefined,
  program: number,
): (number | null | undefined)[] {
  const { submit, wait, run, allocated, cpuSeconds, requested, estimate, status } = line;
  const cpu = cpuSeconds == null ? undefined : cpuSeconds / (allocated ?? requested);
  const memory = undefined;
  const [group, queue, partition, preceding, think] = [undefined, undefined, undefined, undefined, undefined];
  return [
    ...[id, submit, wait, run, allocated, cpu, memory, requested, estimate, memory, status],
    ...[user, group, program, queue, partition, preceding, think],
  ];
}

function fieldText(value: number | null | undefined): string {
  return value == null ? '-1' : String(Number(value.toFixed(9)));
}

/** Names that are all whole numbers keep them; else they are numbered from 1 by their first place. */
function numbersOf(names: readonly string[]): ReadonlyMap<string, number> {
  const distinct = [...new Set(names)];
  const areNumbers = distinct.every((name) => /^[1-9]\d{0,14}$/.test(name));
  return new Map(distinct.map((name, index) => [name, areNumbers ? Number(name) : index + 1]));
}

function lineOfSpec({ id, arrival, work, cores, estimate, user, program }: JobSpec): Line {
  return {
    id,
    submit: arrival,
    ...(work.kind === 'duration' && { run: work.seconds }),
    requested: cores,
    estimate,
    user,
    program: program.kind === 'model' ? program.model : program.image,
  };
}

const STATUS = { done: 1, failed: 0, cancelled: 5 };

function lineOfReport(job: JobReport): Line {
  return {
    id: job.id,
    submit: job.arrival,
    wait: job.first_run,
    run: job.started_at === null ? null : job.service,
    allocated: job.cores,
    cpuSeconds: job.cpu_seconds,
    requested: job.cores,
    status: STATUS[job.state],
    user: job.user,
    program: job.model,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
