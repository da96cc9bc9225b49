import type { JobReport } from '../metrics/report.js';
import { secondsText } from '../pictures/run/axes.js';
import type { Bar } from '../pictures/run/bars.js';
import { coreIds } from '../pictures/run/core-bars.js';
import type { PicturedRun } from '../pictures/run/pictured-run.js';
import { cores as coresText } from '../render/layout/numbers.js';
import { printable } from '../workload/printable.js';

/** What is said of something that is pointed at. */
export interface Description {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * What the picture of cores and jobs shows at one place.
 * @param series the id of its series
 * @param value its numbers, as the picture has them
 */
export function describe(run: PicturedRun, series: string, value: readonly number[]): Description {
  const { jobs } = run.report;
  if (series === 'updates') {
    const update = run.updates[value[3]!]!;
    return {
      title: printable(update.job),
      lines: [
        `its user asks for ${coreCount(update.cores)}`,
        `at ${secondsText(update.at)} s`,
        ...(update.effect ? [] : ['too late to have an effect']),
      ],
    };
  }
  if (series === 'ends') {
    const job = jobs[value[2]!]!;
    return { title: printable(job.id), lines: [endOf(job), ...aboutJob(job)] };
  }
  const [row, start, end, place, cores, attempt] = value as unknown as Bar;
  const job = jobs[place]!;
  const what =
    series === 'cores'
      ? `held core ${coreIds(run)[row]!}`
      : series === 'running'
        ? `running on ${coreCount(cores)}`
        : series;
  return {
    title: printable(job.id),
    lines: [
      what,
      `${secondsText(start)} s to ${secondsText(end)} s: ${secondsText(end - start)} s`,
      ...(attempt > 1 ? [`attempt ${attempt}`] : []),
      ...aboutJob(job),
    ],
  };
}

function aboutJob({ model, user, cores, priority }: JobReport): string[] {
  return [
    `${printable(model)}, asked for ${coreCount(cores)}`,
    ...(user === null ? [] : [`user ${printable(user)}`]),
    ...(priority === 0 ? [] : [`priority ${priority}`]),
  ];
}

/** `failed: timeout, exit code 137`. */
export function endOf({ state, reason, exit_code }: JobReport): string {
  const why = [
    ...(reason === null ? [] : [printable(reason)]),
    ...(exit_code === null || exit_code === 0 ? [] : [`exit code ${exit_code}`]),
  ];
  return why.length === 0 ? state : `${state}: ${why.join(', ')}`;
}

function coreCount(cores: number): string {
  return `${coresText(cores)} ${cores === 1 ? 'core' : 'cores'}`;
}
