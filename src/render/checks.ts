import { printable } from '../workload/printable.js';
import type { Look } from './format.js';
import { createPaint } from './layout/paint.js';

/** A thing that was looked at, as `tfsched doctor` shows it. */
export interface ShownCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly mend: string | undefined;
}

/** One line a check, and the mend below what is not as it should be. */
export function checksText(checks: readonly ShownCheck[], { color }: Look): string {
  const paint = createPaint(color);
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, ok, detail, mend }) => [
    `${ok ? paint.good('ok  ') : paint.bad('BAD ')} ${name.padEnd(width)}  ${printable(detail)}`,
    ...(mend === undefined ? [] : [`${' '.repeat(width + 7)}${paint.odd('mend:')} ${printable(mend)}`]),
  ]);
  return `${lines.join('\n')}\n`;
}
