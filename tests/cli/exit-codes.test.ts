import { describe, expect, it } from '@jest/globals';
import { EXIT, type ExitCode, firstThatApplies } from '../../src/cli/exit-codes.js';
import { sandbox } from './support/tfsched.js';
import { SMALL, TIMED_OUT } from './support/workloads.js';

const { file, tfsched, bash } = sandbox();
file('w.yaml', SMALL);
file('late.yaml', TIMED_OUT);
// A fault in the middle of tfsched, such as only a bug could bring about.
file(
  'sabotage.mjs',
  `Number.prototype.toFixed = () => { throw new Error('sabotage'); };
   export default { name: 'sabotage', create: () => ({ name: 'sabotage', compare: (a, b) => a.arrivalRank - b.arrivalRank }) };`,
);
file(
  'delayed.mjs',
  `setImmediate(() => { throw new Error('nobody waits for this'); });
   export default { name: 'delayed', create: () => ({ name: 'delayed', compare: (a, b) => a.arrivalRank - b.arrivalRank }) };`,
);
file(
  'many.jsonl',
  Array.from({ length: 60_000 }, (_, at) => `{"model":"spin","arrival":${at},"duration":1,"cores":1}`).join(
    '\n',
  ),
);

describe('the exit code', () => {
  it.each<[ExitCode, string]>([
    [0, 'simulate w.yaml'],
    [1, 'simulate late.yaml'],
    [2, 'simulate nowhere.yaml'],
    [3, 'run w.yaml'],
    [3, 'doctor'],
    [3, 'image list'],
    [3, 'image build'],
    [3, 'image rm'],
    [4, 'report nowhere'],
    [4, 'simulate w.yaml --out w.yaml'],
    [70, 'simulate w.yaml --policy ./sabotage.mjs'],
    [70, 'simulate many.jsonl --cores 1 --policy ./delayed.mjs'],
  ])('is %d of %s', async (code, line) => {
    expect((await tfsched(line)).code).toBe(code);
  });

  it('70 comes with what a report of the bug needs, and no half result', async () => {
    const { stdout, stderr } = await tfsched('simulate w.yaml --policy ./sabotage.mjs');
    expect(stderr).toMatch(/^tfsched has a bug: Error: sabotage\n {4}at .*\nPlease report it/s);
    expect(stdout).toBe('');
  });

  it('is 4 where the output cannot be written', async () => {
    const { code, stderr } = await bash('tfsched simulate w.yaml >/dev/full');
    expect(stderr).toMatch(/^error: the output cannot be written: ENOSPC/);
    expect(code).toBe(4);
  });
});

describe('where several codes apply', () => {
  /** Design 9, with 2 before all that needs a run. */
  const ORDER: readonly (readonly ExitCode[])[] = [
    [EXIT.bug],
    [EXIT.hangup, EXIT.interrupt, EXIT.terminate],
    [EXIT.usage],
    [EXIT.dockerMissing],
    [EXIT.logOrDifference],
    [EXIT.jobFailed],
    [EXIT.ok],
  ];

  it('has a place for every code', () => {
    expect(ORDER.flat().sort()).toEqual(Object.values(EXIT).sort());
  });

  it.each(ORDER.slice(0, -1).map((codes, place) => [codes, ORDER.slice(place + 1).flat()]))(
    '%j come before %j',
    (codes, later) => {
      for (const code of codes) {
        for (const other of later) {
          expect(firstThatApplies([code, other])).toBe(code);
          expect(firstThatApplies([other, code])).toBe(code);
        }
      }
    },
  );

  it('is 0 where none does', () => {
    expect(firstThatApplies([])).toBe(0);
  });
});
