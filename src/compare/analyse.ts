import type { JobReport } from '../metrics/report.js';
import type { Cell } from './cells.js';
import type { CellReport, Comparison, GroupReport, MetricReport } from './comparison.js';
import { holm, meanInterval, pairedP } from './intervals.js';
import type { Metric } from './metrics.js';
import type { Outcome } from './outcome.js';

/** A difference whose chance is below this is told apart. */
const SIGNIFICANT = 0.05;

/** What the jobs of a breakdown have in common. */
export const BREAKDOWNS = ['priority', 'model', 'cores', 'user'] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

/** What all cells ran with the same values of the generator. */
export interface Group {
  readonly name: string;
  readonly at: Readonly<Record<string, number>>;
  /** Names of the workloads. */
  readonly instances: readonly string[];
  /** By cell, by instance: the repeats. */
  readonly outcomes: readonly (readonly (readonly Outcome[])[])[];
}

export interface Analysis {
  readonly cells: readonly Cell[];
  readonly groups: readonly Group[];
  readonly metrics: readonly Metric[];
  /** Label of the cell that the others are set against. */
  readonly baseline: string | undefined;
  /** Jobs at the start and the end of a workload, by arrival, that do not count: warm-up and drain. */
  readonly skipFirst: number;
  readonly skipLast: number;
  readonly by: Breakdown | undefined;
}

/** Compares cells on the same instances: means with intervals, differences paired by instance. */
export function analyse(analysis: Analysis): Pick<Comparison, 'metrics' | 'groups' | 'by'> {
  const groups = analysis.groups.map((group) => ({ group, counted: countedJobs(group, analysis) }));
  return {
    metrics: analysis.metrics.map(({ name, unit, better }) => ({ name, unit, better })),
    groups: groups.map(({ group, counted }) => groupReport(group, counted, analysis)),
    by: analysis.by === undefined ? [] : breakdowns(groups, analysis.by, analysis),
  };
}

/** By cell, by instance, by repeat: the jobs that count. */
interface Counted {
  readonly jobs: readonly (readonly (readonly (readonly JobReport[])[])[])[];
  /** The sets of finished jobs differ, so that only those are counted that all have. */
  readonly onlyCommon: boolean;
}

function countedJobs({ outcomes, instances }: Group, { skipFirst, skipLast }: Analysis): Counted {
  const common = instances.map((_, instance) => {
    const runs = outcomes.flatMap((cell) => cell[instance] ?? []);
    const finished = runs.map(({ jobs }) => new Set(jobs.filter(isDone).map(({ id }) => id)));
    const [first = new Set<string>(), ...others] = finished;
    const all = new Set([...first].filter((id) => others.every((other) => other.has(id))));
    return { all, differ: finished.some((set) => set.size !== all.size) };
  });
  const jobs = outcomes.map((cell) =>
    cell.map((repeats, instance) =>
      repeats.map((outcome) =>
        without(outcome.jobs, skipFirst, skipLast).filter(
          (job) => isDone(job) && common[instance]!.all.has(job.id),
        ),
      ),
    ),
  );
  return { jobs, onlyCommon: common.some(({ differ }) => differ) };
}

/** In order of arrival, without the first and the last ones. */
function without(jobs: readonly JobReport[], first: number, last: number): readonly JobReport[] {
  if (first === 0 && last === 0) return jobs;
  return jobs.toSorted((a, b) => a.arrival - b.arrival).slice(first, Math.max(first, jobs.length - last));
}

function isDone({ state }: JobReport): boolean {
  return state === 'done';
}

function groupReport(group: Group, counted: Counted, analysis: Analysis): GroupReport {
  const { cells, metrics, baseline } = analysis;
  const reports = metrics.map((metric) => {
    const values = group.outcomes.map((cell, index) =>
      cell.map((repeats, instance) =>
        meanOf(
          repeats.map((outcome, repeat) => metric.of(counted.jobs[index]![instance]![repeat]!, outcome)),
        ),
      ),
    );
    const base = cells.findIndex(({ label }) => label === baseline);
    return metricReports(values, metric, base < 0 ? undefined : values[base]);
  });
  return {
    name: group.name,
    at: group.at,
    instances: [...group.instances],
    common_jobs: counted.onlyCommon,
    cells: cells.map(({ label, policy, realloc, options }, index): CellReport => {
      const runs = group.outcomes[index]!.flat();
      return {
        label,
        policy,
        realloc: realloc ?? null,
        options: Object.fromEntries(Object.entries(options).map(([name, { text }]) => [name, text])),
        runs: runs.length,
        unfinished: runs.reduce((sum, { jobs }) => sum + jobs.filter((job) => !isDone(job)).length, 0),
        metrics: Object.fromEntries(metrics.map(({ name }, at) => [name, reports[at]![index]!])),
      };
    }),
  };
}

/** null where one of them is. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length
    ? null
    : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** @param values by cell, by instance */
function metricReports(
  values: readonly (readonly (number | null)[])[],
  { better }: Metric,
  baseline: readonly (number | null)[] | undefined,
): readonly MetricReport[] {
  const usable = (values[0] ?? []).flatMap((_, instance) =>
    values.every((cell) => cell[instance] != null) ? [instance] : [],
  );
  const known = values.map((cell) => usable.map((instance) => cell[instance]!));
  const intervals = known.map((cell) => (cell.length === 0 ? undefined : meanInterval(cell)));
  const best = bestOf(
    intervals.map((interval) => interval?.mean),
    better,
  );
  const ps = known.map((cell, index) =>
    best === undefined || index === best ? null : pairedP(cell.map((value, at) => value - known[best]![at]!)),
  );
  const corrected = corrections(ps);
  return values.map((cell, index) => ({
    mean: intervals[index]?.mean ?? null,
    half: intervals[index]?.half ?? null,
    values: [...cell],
    best: index === best,
    p: corrected[index]!,
    same_as_best: index !== best && (corrected[index] ?? 0) >= SIGNIFICANT,
    to_baseline: baseline === undefined ? null : ratioTo(baseline, cell),
  }));
}

function bestOf(means: readonly (number | undefined)[], better: Metric['better']): number | undefined {
  let best: number | undefined;
  for (const [index, mean] of means.entries()) {
    if (mean === undefined) continue;
    const leader = best === undefined ? undefined : means[best]!;
    if (leader === undefined || (better === 'less' ? mean < leader : mean > leader)) best = index;
  }
  return best;
}

function corrections(ps: readonly (number | null)[]): readonly (number | null)[] {
  const corrected = holm(ps.filter((p) => p !== null));
  let next = 0;
  return ps.map((p) => (p === null ? null : corrected[next++]!));
}

function ratioTo(baseline: readonly (number | null)[], values: readonly (number | null)[]): number | null {
  const ratios = values.flatMap((value, index) => {
    const base = baseline[index];
    return value === null || base == null || base === 0 ? [] : [value / base];
  });
  return ratios.length === 0 ? null : ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}

function breakdowns(
  groups: readonly { readonly group: Group; readonly counted: Counted }[],
  by: Breakdown,
  { cells, metrics }: Analysis,
): Comparison['by'] {
  return cells.flatMap(({ label }, index) => {
    const outcomes = groups.flatMap(({ group, counted }) =>
      group.outcomes[index]!.flatMap((repeats, instance) =>
        repeats.map((outcome, repeat) => ({ outcome, jobs: counted.jobs[index]![instance]![repeat]! })),
      ),
    );
    const values = [...new Set(outcomes.flatMap(({ jobs }) => jobs.map((job) => String(job[by] ?? 'none'))))];
    return values
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((value) => {
        const own = outcomes.map(({ outcome, jobs }) => ({
          outcome,
          jobs: jobs.filter((job) => String(job[by] ?? 'none') === value),
        }));
        const all = own.flatMap(({ jobs }) => jobs);
        const figures = metrics
          .filter(({ isOfJobs }) => isOfJobs)
          .map((metric) => [metric.name, metric.of(all, own[0]!.outcome)]);
        return {
          cell: label,
          value,
          jobs: all.length,
          metrics: Object.fromEntries(figures) as Record<string, number | null>,
        };
      });
  });
}
