import type { Fault } from './fault.js';

/** Nesting beyond this is no job. */
const DEEPEST = 100;

const BLANKS = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Where a text stops being JSON: what JSON.parse refuses, with its place, which the engine's own message often lacks.
 *
 * @returns undefined when the text is JSON.
 */
export function jsonFault(text: string): Fault | undefined {
  let at = 0;

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const take = (char: string): boolean => {
    skip(BLANKS);
    if (text[at] !== char) return false;
    at += 1;
    return true;
  };

  /** Each reader returns what was expected where it stopped, or undefined when all is well. */
  const value = (depth: number): string | undefined => {
    if (depth > DEEPEST) return 'a job, not values nested this deep';
    if (take('{')) return take('}') ? undefined : list('}', () => member(depth));
    if (take('[')) return take(']') ? undefined : list(']', () => value(depth + 1));
    return skip(STRING) || skip(LITERAL)
      ? undefined
      : 'a text in double quotes, a number, true, false, null, { or [';
  };
  const member = (depth: number): string | undefined => {
    skip(BLANKS);
    if (!skip(STRING)) return 'a key in double quotes';
    return take(':') ? value(depth + 1) : 'a colon after the key';
  };
  const list = (end: string, element: () => string | undefined): string | undefined => {
    do {
      const expected = element();
      if (expected !== undefined) return expected;
    } while (take(','));
    return take(end) ? undefined : `a comma or ${end}`;
  };

  const expected = value(0) ?? (skip(BLANKS) && at === text.length ? undefined : 'nothing after the job');
  if (expected === undefined) return undefined;
  return { at, message: 'this line is not valid JSON', hint: `expected ${expected}` };
}
