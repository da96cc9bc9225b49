/** A value from this time on, seconds. */
export type Step = readonly [at: number, value: number];

/** Something that counts for so much while it lasts. Seconds. */
export interface Counted {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** Their sum over time, from `from` to `to`: a step wherever it changes, and one at both ends. */
export function stepsOf(
  counted: readonly Counted[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Step[] {
  const changes = counted
    .flatMap(({ start, end, weight }) => [
      { at: start, by: weight },
      { at: end, by: -weight },
    ])
    .sort((a, b) => a.at - b.at);
  const steps: [number, number][] = [[from, 0]];
  let sum = 0;
  for (const { at, by } of changes) {
    sum += by;
    // Sums of fractions leave dust behind.
    const value = Number(sum.toFixed(9));
    const last = steps.at(-1)!;
    if (last[0] === at) last[1] = value;
    else if (last[1] !== value) steps.push([at, value]);
  }
  const last = steps.at(-1)!;
  if (last[0] < to) steps.push([to, last[1]]);
  return steps;
}

/** The value in force at a time; 0 before the first step. */
export function valueAt(steps: readonly Step[], at: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]![0] <= at) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.[1] ?? 0;
}
