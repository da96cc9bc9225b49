/** What stands where there is no value. */
export const NOTHING = '–';

/** So many digits after the point that figures up to the largest of these can be told apart, and no more. */
export function decimalsFor(values: readonly (number | null)[]): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value ?? 0));
  if (largest < 1000) return 2;
  return largest < 10_000 ? 1 : 0;
}

/** Fixed point; a value that is not there is a dash, and a zero never has a sign. */
export function fixed(value: number | null, decimals: number): string {
  if (value === null) return NOTHING;
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** Three significant digits for figures that may be of any size, plain where that is readable. */
export function significant(value: number | null): string {
  if (value === null) return NOTHING;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 100) return value.toFixed(0);
  if (size < 1e-4) return value.toExponential(2);
  return value.toPrecision(3);
}

/** A share of 1 as a percentage with one decimal. */
export function percent(share: number | null): string {
  return share === null ? NOTHING : `${fixed(share * 100, 1)} %`;
}

/** Seconds with a unit that suits them: `21 ms`, `3.25 s`. */
export function seconds(value: number | null): string {
  if (value === null) return NOTHING;
  return Math.abs(value) > 0 && Math.abs(value) < 1
    ? `${fixed(value * 1000, value < 0.01 ? 1 : 0)} ms`
    : `${fixed(value, decimalsFor([value]))} s`;
}

/** Cores: whole numbers but for the shares of the policy none. */
export function cores(value: number): string {
  return Number.isInteger(value) ? String(value) : fixed(value, 2);
}
