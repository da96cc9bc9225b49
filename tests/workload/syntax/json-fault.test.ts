import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonFault } from '../../../src/workload/syntax/json-fault.js';

describe('jsonFault', () => {
  it.each([
    ['{"a": 1,}', 8, 'a key in double quotes'],
    ['{a: 1}', 1, 'a key in double quotes'],
    ['{"a" 1}', 5, 'a colon after the key'],
    ['{"a": x}', 6, 'a text in double quotes, a number, true, false, null, { or ['],
    ['{"a": 01}', 6, 'a text in double quotes, a number, true, false, null, { or ['],
    ['{"a": 1 "b": 2}', 8, 'a comma or }'],
    ['{"a": [1 2]}', 9, 'a comma or ]'],
    ['{"a": "x', 6, 'a text in double quotes, a number, true, false, null, { or ['],
    ['{"a": "\t"}', 6, 'a text in double quotes, a number, true, false, null, { or ['],
    ['{"a": 1', 7, 'a comma or }'],
    ['{"a": 1} {"b": 2}', 9, 'nothing after the job'],
    ['', 0, 'a text in double quotes, a number, true, false, null, { or ['],
  ])('%s stops being JSON at %d', (text, at, expected) => {
    expect(jsonFault(text)).toEqual({
      at,
      message: 'this line is not valid JSON',
      hint: `expected ${expected}`,
    });
  });

  it('takes what JSON.parse takes', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, indent) => {
        expect(jsonFault(text)).toBeUndefined();
        expect(jsonFault(JSON.stringify(JSON.parse(text), null, indent))).toBeUndefined();
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ...CHANGES), (text, position, insert) => {
        const at = position % (text.length + 1);
        const changed = text.slice(0, at) + insert + text.slice(at + (insert === '' ? 1 : 0));
        expect(jsonFault(changed) === undefined).toBe(parses(changed));
      }),
      { numRuns: 1000 },
    );
  });

  it('stops at nesting that no job has', () => {
    expect(jsonFault('['.repeat(100_000))?.at).toBe(101);
  });
});

/** Characters that mean something in JSON, and some that it does not allow. */
const CHANGES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  ' ',
  '0',
  '-',
  '.',
  'e',
  't',
  'x',
  '\t',
  '\n',
  '\u0001',
];

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
