import type { Place, Problem } from '../problem.js';

/** The largest workload that is read as a whole (design 3). */
export const MOST_BYTES = 16 * 1024 * 1024;

/** What no text file has; YAML and JSON allow none of them. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** The text without the byte order mark that some editors put before it. */
export function withoutBom(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Why a text is not even looked into: it is too large, or no text. */
export function textProblem(file: string, text: string): Problem | undefined {
  if (Buffer.byteLength(text) > MOST_BYTES) return tooLarge(file);
  const control = CONTROL.exec(text);
  if (control === null) return undefined;
  const code = control[0].charCodeAt(0).toString(16).padStart(4, '0');
  return {
    file,
    ...placeInText(text, control.index),
    message: `this is no text file: it has the control character U+${code}`,
    hint: 'expected YAML',
  };
}

/** The problem of a file over 16 MiB. */
export function tooLarge(file: string): Problem {
  return {
    file,
    line: 1,
    column: 1,
    message: 'the file is over 16 MiB',
    hint: 'write it as JSON lines (.jsonl), one job a line',
  };
}

/** The problem of bytes that are no UTF-8. */
export function notUtf8(file: string, line: number): Problem {
  return { file, line, column: 1, message: 'this line is no UTF-8 text', hint: 'save the file as UTF-8' };
}

/** Line and column of an offset. */
export function placeInText(text: string, at: number): Place {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - lineStart + 1 };
}
