import { describe, expect, it } from '@jest/globals';
import { jsonText, printable, quoted } from '../../src/workload/printable.js';

describe('printable', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\r\nb', 'a\\u000d\\u000ab'],
    ['\u009b31m', '\\u009b31m'],
    ['abc\u202egnp', 'abc\\u202egnp'],
    ['Grüße 日本 😀', 'Grüße 日本 😀'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

describe('jsonText', () => {
  it.each([['\u001b[31m'], ['\u009b31m'], ['a\u202eb'], ['\u007f\u2028'], ['😀 Grüße'], ['\ud800']])(
    'has nothing of %j that a terminal obeys, and means the same',
    (text) => {
      const json = jsonText({ [text]: [text] }, 2);
      expect(json.split('\n').map(printable).join('\n')).toBe(json);
      expect(JSON.parse(json)).toEqual({ [text]: [text] });
    },
  );
});

describe('quoted', () => {
  it.each([
    ['two', '"two"'],
    ['a"b', '"a\\"b"'],
    ['\u009b', '"\\u009b"'],
    ['x'.repeat(50), `"${'x'.repeat(40)}..."`],
    [1.5, '1.5'],
    [Infinity, 'infinite'],
    [Number.NaN, 'not a number'],
    [true, 'true'],
    [null, 'null'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'a mapping'],
  ])('%j', (value, shown) => {
    expect(quoted(value)).toBe(shown);
  });
});
