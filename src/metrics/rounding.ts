/** Above this a double does not hold nine decimals. */
const LIMIT = 4e6;

/**
 * The value without the noise of binary fractions: to nine decimals, for seconds the nanosecond, which is how close two
 * times are equal (design 4.1).
 */
export function round9(value: number): number {
  return Math.abs(value) < LIMIT ? Math.round(value * 1e9) / 1e9 : value;
}

/** The same for a value that may be unknown: NaN becomes null. */
export function round9OrNull(value: number): number | null {
  return Number.isNaN(value) ? null : round9(value);
}
