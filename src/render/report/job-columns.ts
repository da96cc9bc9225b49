import type { JobReport } from '../../metrics/report.js';
import { printable } from '../../workload/printable.js';
import type { Column } from '../layout/fit-columns.js';
import { cores, decimalsFor, fixed, NOTHING } from '../layout/numbers.js';
import type { Paint } from '../layout/paint.js';

/**
 * What the table of jobs may show. Columns that would say the same of every job in a run that has nothing to do with them
 * (no user named, nothing preempted ...) are not among them.
 */
export function jobColumns(jobs: readonly JobReport[], paint: Paint): Column<JobReport>[] {
  const some = (matters: (job: JobReport) => boolean): boolean => jobs.some(matters);
  const decimals = decimalsFor(jobs.flatMap(({ turnaround, arrival }) => [turnaround, arrival]));
  const slowdownDecimals = decimalsFor(jobs.map(({ slowdown }) => slowdown));
  const time = (value: number | null): string => fixed(value, decimals);

  const all: (Column<JobReport> | undefined)[] = [
    { title: ['job'], align: 'left', rank: 0, shortest: 12, cell: (job) => printable(job.id) },
    { title: ['model'], align: 'left', rank: 7, shortest: 10, cell: (job) => printable(job.model) },
    some((job) => job.user !== null)
      ? {
          title: ['user'],
          align: 'left',
          rank: 15,
          shortest: 6,
          cell: (job) => printable(job.user ?? NOTHING),
        }
      : undefined,
    { title: ['cores'], align: 'right', rank: 5, cell: (job) => cores(job.cores) },
    some((job) => job.priority !== 0)
      ? { title: ['priority'], align: 'right', rank: 12, cell: (job) => String(job.priority) }
      : undefined,
    secondsColumn('arrival', 8, (job) => time(job.arrival)),
    secondsColumn('first run', 9, (job) => time(job.first_run)),
    secondsColumn('waiting', 2, (job) => time(job.waiting)),
    secondsColumn('service', 3, (job) => time(job.service)),
    secondsColumn('turnaround', 1, (job) => time(job.turnaround)),
    some((job) => job.slowdown !== null)
      ? {
          title: ['slowdown'],
          align: 'right',
          rank: 6,
          cell: (job) => fixed(job.state === 'done' ? job.slowdown : null, slowdownDecimals),
        }
      : undefined,
    some((job) => job.preemptions > 0)
      ? { title: ['preempted'], align: 'right', rank: 10, cell: (job) => String(job.preemptions) }
      : undefined,
    some((job) => job.resizes > 0)
      ? { title: ['resized'], align: 'right', rank: 11, cell: (job) => String(job.resizes) }
      : undefined,
    some((job) => job.attempts > 1)
      ? { title: ['attempts'], align: 'right', rank: 13, cell: (job) => String(job.attempts) }
      : undefined,
    some((job) => job.steps !== null)
      ? { title: ['steps'], align: 'right', rank: 14, cell: (job) => String(job.steps ?? NOTHING) }
      : undefined,
    some((job) => job.cpu_seconds !== null)
      ? secondsColumn('cpu time', 15, (job) => time(job.cpu_seconds))
      : undefined,
    { title: ['state'], align: 'left', rank: 4, cell: (job) => stateCell(job, paint) },
  ];
  return all.filter((column) => column !== undefined);
}

function secondsColumn(name: string, rank: number, cell: (job: JobReport) => string): Column<JobReport> {
  return { title: [name, 's'], align: 'right', rank, cell };
}

function stateCell({ state }: JobReport, paint: Paint): string {
  switch (state) {
    case 'done':
      return paint.good(state);
    case 'failed':
      return paint.bad(state);
    case 'cancelled':
      return paint.odd(state);
  }
}
