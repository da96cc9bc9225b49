import type { CellReport, Comparison } from './comparison.js';
import { pairedP } from './intervals.js';

/** A metric that became worse since an earlier comparison. */
export interface Regression {
  readonly group: string;
  readonly cell: string;
  readonly metric: string;
  readonly before: number;
  readonly after: number;
  /** By how much it is worse, of what it was. */
  readonly worse: number;
}

const SIGNIFICANT = 0.05;

/**
 * What is worse than in an earlier comparison by more than `tolerance` of it, and, where there are two instances or more, not by chance:
 * a paired test of the changes, instance by instance. Cells, instances and metrics that only one of them has are not looked at.
 * @param relative ratios to the baseline of each comparison, for runs on different hosts
 */
export function regressions(
  before: Comparison,
  after: Comparison,
  tolerance: number,
  relative: boolean,
): readonly Regression[] {
  return after.groups.flatMap((group) => {
    const old = before.groups.find(({ name }) => name === group.name);
    if (old === undefined) return [];
    const shared = group.instances.flatMap((name, index) => {
      const at = old.instances.indexOf(name);
      return at < 0 ? [] : [{ now: index, then: at }];
    });
    return group.cells.flatMap((cell) => {
      const oldCell = old.cells.find(({ label }) => label === cell.label);
      if (oldCell === undefined) return [];
      return after.metrics.flatMap(({ name, better }): Regression[] => {
        const sign = better === 'less' ? 1 : -1;
        const pairs = shared.flatMap(({ now, then }) => {
          const [a, b] = [
            valueOf(old.cells, oldCell, name, then, before, relative),
            valueOf(group.cells, cell, name, now, after, relative),
          ];
          return a === null || b === null ? [] : [{ a, b }];
        });
        if (pairs.length === 0) return [];
        const [was, is] = [mean(pairs.map(({ a }) => a)), mean(pairs.map(({ b }) => b))];
        const worse =
          was === 0 ? (is === 0 ? 0 : sign * Math.sign(is) * Infinity) : (sign * (is - was)) / Math.abs(was);
        const p = pairedP(pairs.map(({ a, b }) => b - a));
        const isReal = p === null || p < SIGNIFICANT;
        return worse > tolerance && isReal
          ? [{ group: group.name, cell: cell.label, metric: name, before: was, after: is, worse }]
          : [];
      });
    });
  });
}

function valueOf(
  cells: readonly CellReport[],
  cell: CellReport,
  metric: string,
  instance: number,
  { config }: Comparison,
  relative: boolean,
): number | null {
  const value = cell.metrics[metric]?.values[instance] ?? null;
  if (!relative || value === null) return value;
  const base = cells.find(({ label }) => label === config.baseline)?.metrics[metric]?.values[instance];
  return base == null || base === 0 ? null : value / base;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
