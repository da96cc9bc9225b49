import { expect, it } from '@jest/globals';
import { renderDifference } from '../../src/render/difference.js';

it('tells where two runs differ and what each did', () => {
  const difference = { at: 4, job: 'a', expected: '4 s: pause (gave way to h)', actual: 'nothing more' };
  expect(renderDifference(difference, false)).toBe(
    'first difference: at 4 s, job a\n  expected  4 s: pause (gave way to h)\n  actual    nothing more\n',
  );
});

it('tells of the whole run without a job, and lets nothing through that a terminal obeys', () => {
  const difference = { at: null, job: null, expected: 'jain 1', actual: '\u001b[2J' };
  expect(renderDifference(difference, false)).toBe(
    'first difference\n  expected  jain 1\n  actual    \\u001b[2J\n',
  );
});
