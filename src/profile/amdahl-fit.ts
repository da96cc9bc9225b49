import jstat from 'jstat';

/** A measured speed on so many cores, in whatever unit. */
export interface SpeedOnCores {
  readonly cores: number;
  readonly speed: number;
}

/** The parallel fraction f of Amdahl's law and its interval, within 0 to 1. */
export interface AmdahlFit {
  readonly fraction: number;
  readonly low: number;
  readonly high: number;
  /** Fitted speed on one core, in the unit of the measurements. */
  readonly onOneCore: number;
}

const CONFIDENCE = 0.95;

/** With fewer counts of cores the law fits anything. */
const LEAST_CORE_COUNTS = 3;

/**
 * Fits S(c) = 1 / ((1 - f) + f / c) to measured speeds, by least squares on their logarithms, as noise of speeds is relative. The
 * interval is that of the profile likelihood with the F distribution (Bates and Watts, Nonlinear Regression Analysis and Its
 * Applications, 1988, section 6.1).
 *
 * @returns undefined below three counts of cores
 */
export function fitAmdahl(measured: readonly SpeedOnCores[]): AmdahlFit | undefined {
  const groups = groupsOf(measured);
  if (groups.length < LEAST_CORE_COUNTS) return undefined;
  const within = withinGroups(measured, groups);
  const residual = (fraction: number): number => within + betweenGroups(groups, fraction);
  const fraction = minimum(residual);
  const least = residual(fraction);
  const degrees = measured.length - 2;
  const t = jstat.studentt.inv((1 + CONFIDENCE) / 2, degrees);
  const limit = least * (1 + t ** 2 / degrees);
  return {
    fraction,
    low: crossing(residual, limit, fraction, 0),
    high: crossing(residual, limit, fraction, 1),
    onOneCore: Math.exp(meanLog(groups, fraction)),
  };
}

/** Measurements on the same number of cores: the law gives them the same speed. */
interface Group {
  readonly cores: number;
  readonly count: number;
  /** Of the logarithms of their speeds. */
  readonly mean: number;
}

function groupsOf(measured: readonly SpeedOnCores[]): readonly Group[] {
  return [...new Set(measured.map(({ cores }) => cores))].map((cores) => {
    const logs = measured.filter((each) => each.cores === cores).map(({ speed }) => Math.log(speed));
    return { cores, count: logs.length, mean: logs.reduce((sum, log) => sum + log, 0) / logs.length };
  });
}

/** The sum of squares that no fraction can take away. */
function withinGroups(measured: readonly SpeedOnCores[], groups: readonly Group[]): number {
  const means = new Map(groups.map(({ cores, mean }) => [cores, mean]));
  return measured.reduce((sum, { cores, speed }) => sum + (Math.log(speed) - means.get(cores)!) ** 2, 0);
}

/** Logarithm of Amdahl's speed-up. */
function logSpeedup(fraction: number, cores: number): number {
  return -Math.log(1 - fraction + fraction / cores);
}

/** The best logarithm of the speed on one core for a fraction. */
function meanLog(groups: readonly Group[], fraction: number): number {
  let sum = 0;
  let total = 0;
  for (const { cores, count, mean } of groups) {
    sum += count * (mean - logSpeedup(fraction, cores));
    total += count;
  }
  return sum / total;
}

function betweenGroups(groups: readonly Group[], fraction: number): number {
  const base = meanLog(groups, fraction);
  return groups.reduce(
    (sum, { cores, count, mean }) => sum + count * (mean - logSpeedup(fraction, cores) - base) ** 2,
    0,
  );
}

const GRID = 100;
const HALVINGS = 60;

/** Where a function on 0 to 1 is least: a grid for the valley, then the golden section in it. */
function minimum(value: (x: number) => number): number {
  let best = 0;
  for (let step = 1; step <= GRID; step++) if (value(step / GRID) < value(best)) best = step / GRID;
  let low = Math.max(0, best - 1 / GRID);
  let high = Math.min(1, best + 1 / GRID);
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let round = 0; round < HALVINGS; round++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (value(left) < value(right)) high = right;
    else low = left;
  }
  const inner = (low + high) / 2;
  // The golden section never looks at the ends.
  return [0, 1].reduce((found, end) => (value(end) < value(found) ? end : found), inner);
}

/** Where a function that grows from `inside` towards `end` reaches the limit; the end where it does not. */
function crossing(value: (x: number) => number, limit: number, inside: number, end: number): number {
  if (value(end) <= limit) return end;
  let within = inside;
  let beyond = end;
  for (let round = 0; round < HALVINGS; round++) {
    const middle = (within + beyond) / 2;
    if (value(middle) <= limit) within = middle;
    else beyond = middle;
  }
  return within;
}
