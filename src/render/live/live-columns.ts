import { coreList } from '../../log/core-list.js';
import { printable } from '../../workload/printable.js';
import type { Column } from '../layout/fit-columns.js';
import { cores, significant } from '../layout/numbers.js';
import type { Paint } from '../layout/paint.js';
import { type LiveJob, servedAt } from './live-state.js';

const BAR_WIDTH = 20;

/** What the live view tells of a running job. Figures keep their width, so that columns stand still. */
export function liveColumns(jobs: readonly LiveJob[], now: number, paint: Paint): Column<LiveJob>[] {
  const some = (matters: (job: LiveJob) => boolean): boolean => jobs.some(matters);
  const all: (Column<LiveJob> | undefined)[] = [
    {
      title: [],
      align: 'left',
      rank: 0,
      shortest: 10,
      cell: (job) => paint.job(job.position, printable(job.id)),
    },
    { title: [], align: 'left', rank: 6, shortest: 10, cell: (job) => printable(job.model) },
    { title: [], align: 'left', rank: 1, shortest: 8, cell: held },
    { title: [], align: 'left', rank: 3, cell: (job) => bar(progress(job, now), paint) },
    { title: [], align: 'right', rank: 2, cell: (job) => percentOf(progress(job, now)) },
    some((job) => job.step !== undefined) ? { title: [], align: 'right', rank: 4, cell: steps } : undefined,
    some((job) => job.rate !== undefined)
      ? {
          title: [],
          align: 'right',
          rank: 5,
          cell: (job) => (job.rate === undefined ? '' : `${significant(job.rate).padStart(5)} steps/s`),
        }
      : undefined,
    some((job) => job.loss !== undefined)
      ? {
          title: [],
          align: 'right',
          rank: 8,
          cell: (job) => (job.loss === undefined ? '' : `loss ${job.loss.toPrecision(3).padStart(5)}`),
        }
      : undefined,
    { title: [], align: 'right', rank: 7, cell: (job) => `${servedAt(job, now).toFixed(1).padStart(6)} s` },
  ];
  return all.filter((column) => column !== undefined);
}

function held(job: LiveJob): string {
  if (job.ids.length === 0) return `share ${cores(job.cores)}`;
  return `${job.ids.length === 1 ? 'core ' : 'cores'} ${coreList(job.ids)}`;
}

interface Progress {
  /** 0 to 1. */
  readonly share: number;
  /** Told by the program itself, not guessed from the time. */
  readonly told: boolean;
}

function progress(job: LiveJob, now: number): Progress | undefined {
  const { step, totalSteps, dedicated } = job;
  if (totalSteps !== undefined && totalSteps > 0) {
    // Until the first step is told it is starting up, which the time alone would take for progress.
    return { share: Math.min(1, (step ?? 0) / totalSteps), told: true };
  }
  if (dedicated === undefined || dedicated <= 0) return undefined;
  return { share: Math.min(1, servedAt(job, now) / dedicated), told: false };
}

function percentOf(known: Progress | undefined): string {
  if (known === undefined) return '';
  return `${known.told ? '' : '~'}${Math.floor(known.share * 100)} %`.padStart(6);
}

function bar(known: Progress | undefined, paint: Paint): string {
  if (known === undefined) return paint.quiet('·'.repeat(BAR_WIDTH));
  const full = Math.floor(known.share * BAR_WIDTH);
  return `${'━'.repeat(full)}${paint.quiet('─'.repeat(BAR_WIDTH - full))}`;
}

function steps({ step, totalSteps }: LiveJob): string {
  if (step === undefined) return '';
  if (totalSteps === undefined) return `${step} steps`;
  return `${String(step).padStart(String(totalSteps).length)}/${totalSteps} steps`;
}
