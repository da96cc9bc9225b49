import type { Format } from './format.js';
import { jsonText } from '../workload/printable.js';

/** Rows of a list that are written at a time: one text of everything may be longer than a text can be. */
const ROWS = 1000;

/** One JSON value: the report as it is (design 9). */
export const json: Format = {
  *write(report) {
    const parts: [string, unknown][] = Object.entries(report);
    yield '{';
    for (const [index, [name, value]] of parts.entries()) {
      yield `${index === 0 ? '' : ','}\n${jsonText(name)}: `;
      if (Array.isArray(value)) yield* list(value);
      else yield jsonText(value);
    }
    yield '\n}\n';
  },
};

/** A line for each element: to be read by people too, and by tools that compare lines. */
function* list(values: readonly unknown[]): Generator<string> {
  if (values.length === 0) {
    yield '[]';
    return;
  }
  yield '[';
  for (let first = 0; first < values.length; first += ROWS) {
    const rows = values.slice(first, first + ROWS).map((value) => `\n  ${jsonText(value)}`);
    yield `${first === 0 ? '' : ','}${rows.join(',')}`;
  }
  yield '\n]';
}
