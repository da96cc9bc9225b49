/** Seconds after a resize from which on all has become what it becomes. */
const SETTLED = 1.25;

/** A part of the rate: less is no change. */
const LEAST_CHANGE = 0.05;

/** How fast something grew in a span of time. */
export interface Rate {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** Growth per second between points. */
export function ratesOf(points: readonly { readonly at: number; readonly value: number }[]): readonly Rate[] {
  return points.slice(1).map(({ at, value }, index) => {
    const before = points[index]!;
    return { from: before.at, to: at, rate: (value - before.value) / (at - before.at) };
  });
}

/**
 * For each resize, seconds from its order to the end of the first span whose rate is nearer to the median after it than to that before
 * it; Infinity where nothing changes.
 */
export function effects(
  resizes: readonly { readonly at: number }[],
  rates: readonly Rate[],
): readonly number[] {
  return resizes.map(({ at }, index) => {
    const end = resizes[index + 1]?.at ?? Infinity;
    const start = resizes[index - 1]?.at ?? -Infinity;
    const before = medianRate(rates.filter(({ from, to }) => from >= start + SETTLED && to <= at));
    const after = medianRate(rates.filter(({ from, to }) => from >= at + SETTLED && to <= end));
    if (!(Math.abs(after - before) > LEAST_CHANGE * before)) return Infinity;
    const middle = (before + after) / 2;
    const follows = ({ rate }: Rate): boolean => (after > before ? rate > middle : rate < middle);
    const first = rates.find((span) => span.to > at && span.to <= end && follows(span));
    return first === undefined ? Infinity : first.to - at;
  });
}

function medianRate(rates: readonly Rate[]): number {
  const sorted = rates.map(({ rate }) => rate).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
