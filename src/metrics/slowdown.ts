/** The dedicated time counts as this many seconds at least in bounded_slowdown (design 8). */
const SHORTEST_DEDICATED = 10;

/**
 * turnaround / dedicated time.
 * @param turnaround seconds, NaN when it is not known, as `dedicated`
 * @returns NaN when it cannot be told
 */
export function slowdown(turnaround: number, dedicated: number): number {
  return dedicated > 0 ? turnaround / dedicated : Number.NaN;
}

/** The same with a dedicated time of 10 s at least, and never below 1. */
export function boundedSlowdown(turnaround: number, dedicated: number): number {
  // A NaN on either side stays one.
  return Math.max(1, turnaround / Math.max(dedicated, SHORTEST_DEDICATED));
}
