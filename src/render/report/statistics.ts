import type { Statistic, Summary } from '../../metrics/report.js';
import { decimalsFor, fixed } from '../layout/numbers.js';

/** Below this many jobs a 95th percentile is little more than the maximum (design 8). */
const FEWEST_FOR_P95 = 20;

const ALL = ['mean', 'median', 'p95', 'max'] as const;
const ALL_BUT_P95 = ['mean', 'median', 'max'] as const;

export interface Statistics {
  /** Which of them, in the order of each row's values. */
  readonly names: readonly (keyof Statistic)[];
  readonly rows: readonly {
    readonly name: string;
    readonly unit: string;
    readonly values: readonly string[];
  }[];
}

/** Mean, median, p95 and max of each time over the finished jobs, as text; no rows when none has finished. */
export function statistics(summary: Summary): Statistics {
  const names = summary.finished < FEWEST_FOR_P95 ? ALL_BUT_P95 : ALL;
  if (summary.finished === 0) return { names, rows: [] };
  const all = [
    { name: 'waiting', unit: 's', statistic: summary.waiting },
    { name: 'service', unit: 's', statistic: summary.service },
    { name: 'turnaround', unit: 's', statistic: summary.turnaround },
    { name: 'first run', unit: 's', statistic: summary.first_run },
    { name: 'slowdown', unit: '', statistic: summary.slowdown },
    { name: 'bounded slowdown', unit: '', statistic: summary.bounded_slowdown },
  ];
  const known = all.filter(({ statistic }) => statistic.mean !== null);
  const decimals = decimalsFor(known.map(({ statistic }) => statistic.max));
  return {
    names,
    rows: known.map(({ name, unit, statistic }) => ({
      name,
      unit,
      values: names.map((which) => fixed(statistic[which], decimals)),
    })),
  };
}
