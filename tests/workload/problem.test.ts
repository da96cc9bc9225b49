import { describe, expect, it } from '@jest/globals';
import { formatProblem, inOrder, InvalidWorkload } from '../../src/workload/problem.js';
import type { Problem } from '../../src/workload/problem.js';

describe('formatProblem', () => {
  it('is one line: file:line:column: what is wrong, what would be right', () => {
    expect(formatProblem(problem(3, 7, 'cores is 0'))).toBe('w.yaml:3:7: cores is 0, expected more');
  });

  it('cannot be broken up by the name of the file', () => {
    expect(formatProblem({ ...problem(1, 1, 'm'), file: 'a\n\u001b[2Jb' })).toBe(
      'a\\u000a\\u001b[2Jb:1:1: m, expected more',
    );
  });
});

describe('inOrder', () => {
  it('sorts by line, then column, and says nothing twice', () => {
    const problems = [
      problem(10, 1, 'a'),
      problem(2, 9, 'b'),
      problem(2, 10, 'c'),
      problem(2, 9, 'b'),
      problem(2, 9, 'a'),
    ];
    expect(inOrder(problems).map(formatProblem)).toEqual([
      'w.yaml:2:9: b, expected more',
      'w.yaml:2:9: a, expected more',
      'w.yaml:2:10: c, expected more',
      'w.yaml:10:1: a, expected more',
    ]);
  });
});

describe('InvalidWorkload', () => {
  it('says everything that is wrong', () => {
    expect(new InvalidWorkload([problem(1, 2, 'a'), problem(3, 4, 'b')]).message).toBe(
      'w.yaml:1:2: a, expected more\nw.yaml:3:4: b, expected more',
    );
  });
});

function problem(line: number, column: number, message: string): Problem {
  return { file: 'w.yaml', line, column, message, hint: 'expected more' };
}
