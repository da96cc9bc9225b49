import type { JobView } from '../core/job.js';
import { compareClose } from '../core/time.js';

/** Phrases that say why one job goes before another (Policy.whyBefore); the figures in them are `a`'s, then `b`'s. */

/** Why `a` goes before `b` in the order of arrival. */
export function whyEarlier(a: JobView, b: JobView): string {
  return compareClose(a.arrival, b.arrival) === 0
    ? `same arrival (${figure(a.arrival)} s), earlier in the file`
    : `earlier arrival (${figure(a.arrival)} s, not ${figure(b.arrival)} s)`;
}

/** `shorter (3 s, not 5 s)`; where the two are equal, the order of arrival decides. */
export function whyFigure(
  what: string,
  a: { readonly job: JobView; readonly value: number },
  b: { readonly job: JobView; readonly value: number },
  unit = '',
): string {
  if (compareClose(a.value, b.value) === 0) return whyEarlier(a.job, b.job);
  return `${what} (${figure(a.value, unit)}, not ${figure(b.value, unit)})`;
}

/** A figure to three decimals, without noughts at its end; what is infinite is so as nobody knows it. */
export function figure(value: number, unit = ''): string {
  return value === Infinity ? 'unknown' : `${Number(value.toFixed(3))}${unit}`;
}
