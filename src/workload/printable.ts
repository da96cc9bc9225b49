/** Characters that a terminal would obey or hide instead of showing: controls, line separators, text direction. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** The longest part of a value that is repeated in a message. */
const LONGEST = 40;

/** The text with every character that a terminal would obey written as `\uXXXX`, so that it can only be read. */
export function printable(text: string): string {
  return text.replace(UNSAFE, escaped);
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The same, less what JSON escapes by itself. */
const UNSAFE_IN_JSON = new RegExp(UNSAFE.source.replace('\\u0000-\\u001f', ''), 'g');

/** A value as JSON in which a terminal finds nothing to obey, either; it reads as the same value. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(UNSAFE_IN_JSON, escaped);
}

/** A value of the file as it is repeated in a message: one short line, safe to print. */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value === 'string') {
    const short = value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value;
    return printable(JSON.stringify(short));
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? 'not a number' : 'infinite';
  return String(value);
}
