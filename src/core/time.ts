/** Two times, or two effective priorities, closer than this are equal (design 4.1). */
export const EPSILON = 1e-9;

/**
 * a <= b, where values closer than EPSILON are equal. It looks at the difference: of times beyond half a year, `b + EPSILON`
 * is `b`.
 */
export function atMost(a: number, b: number): boolean {
  // Two infinities have no difference.
  return a <= b || a - b < EPSILON;
}

/** -1, 0 or 1 as a is less than, equal to or more than b, where values closer than EPSILON are equal. */
export function compareClose(a: number, b: number): -1 | 0 | 1 {
  if (a === b) return 0;
  const difference = a - b;
  if (difference > -EPSILON && difference < EPSILON) return 0;
  return difference < 0 ? -1 : 1;
}
