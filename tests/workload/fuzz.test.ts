import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkCapacity } from '../../src/workload/capacity.js';
import { loadWorkload } from '../../src/workload/load/load.js';
import { formatProblem } from '../../src/workload/problem.js';
import { summarizeWorkload } from '../../src/workload/summary.js';
import { textPiece } from '../fuzz/support/bytes.js';
import { jobEntries } from './job-arbitrary.js';

const SEED_FILE = `name: mix
cores: 4
defaults: &d { model: lstm, env: { A: "x\\n", B: 'y' } }
jobs:
  - id: a
    arrival: 1h30m # comment
    duration: 20s
    cores: 2
    updates: [{ at: 12s, cores: 1 }]
  - { id: b, steps: 400, intra_op: 2, command: [x, 1], image: app }
  - { <<: *d, cores: 1, env: *d }
`;

const file = fc.constantFrom('w.yaml', 'w.jsonl');

describe('the loader, whatever the text', () => {
  it('of meaningful pieces, answers', () => {
    fc.assert(
      fc.property(file, fc.array(textPiece, { maxLength: 40 }), (name, pieces) => {
        expectAnswer(name, pieces.join(''));
      }),
      { numRuns: 400 },
    );
  });

  it('of a good file with changes, answers', () => {
    const change = fc.tuple(fc.nat(SEED_FILE.length), fc.nat(8), textPiece);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const text = changes.reduce(
          (before, [at, cut, insert]) => before.slice(0, at) + insert + before.slice(at + cut),
          SEED_FILE,
        );
        expectAnswer('w.yaml', text);
      }),
      { numRuns: 250 },
    );
  });

  it('of any JSON value, answers', () => {
    const jobs = fc.array(
      fc.oneof(
        jobEntries.map((entries) => Object.fromEntries(entries)),
        fc.jsonValue(),
      ),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        file,
        fc.oneof(fc.jsonValue(), fc.record({ jobs, defaults: fc.jsonValue() })),
        (name, value) => {
          expectAnswer(name, JSON.stringify(value));
        },
      ),
      { numRuns: 250 },
    );
  });
});

/** A workload that can be used, or problems in order, each inside the text and on one line that is safe to print. */
function expectAnswer(name: string, text: string): void {
  const result = loadWorkload(name, text);
  if (result.ok) {
    expect(result.workload.jobs.length).toBeGreaterThan(0);
    summarizeWorkload(result.workload, 2);
    checkCapacity(result.workload, 1).forEach(formatProblem);
    return;
  }
  expect(result.problems.length).toBeGreaterThan(0);
  const lines = text.split('\n');
  let before = { line: 1, column: 1 };
  for (const problem of result.problems) {
    expect(formatProblem(problem)).toMatch(
      /^w\.\w+:\d+:\d+: [^\p{Cc}\u2028\u2029]+, [^\p{Cc}\u2028\u2029]+$/u,
    );
    expect(problem.line).toBeLessThanOrEqual(Math.max(lines.length, 1));
    expect(problem.column).toBeLessThanOrEqual((lines[problem.line - 1] ?? '').length + 1);
    expect(problem.line * 1e6 + problem.column).toBeGreaterThanOrEqual(before.line * 1e6 + before.column);
    before = problem;
  }
}
