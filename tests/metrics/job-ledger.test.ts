import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LogReadError } from '../../src/log/errors.js';
import { JobLedger } from '../../src/metrics/job-ledger.js';
import type { JobRecord } from '../../src/metrics/job-tally.js';

function announced(job: string, position: number): JobRecord {
  return {
    kind: 'job',
    job,
    position,
    model: position % 2 === 0 ? 'spin' : 'lstm',
    arrival: position,
    cores: 1,
    min_cores: 1,
    max_cores: 2,
    priority: 0,
  };
}

function ledgerOf(ids: readonly string[], endedIsFinal = true): JobLedger {
  const ledger = new JobLedger({ segments: false, endedIsFinal });
  for (const [position, id] of ids.entries()) ledger.announce(announced(id, position));
  return ledger;
}

const ended = (job: string, at: number) => ({ kind: 'ended', at, job, state: 'done', code: 0 }) as const;

describe('the ledger', () => {
  it('finds each job whatever the order in which the log tells of them, also when ids end alike', () => {
    const ids = ['job-1', 'job-2', 'x-001', 'y-001', 'z-001', 'a', 'b', 'ab', '001'];
    const orders = fc.array(fc.nat(ids.length - 1), { maxLength: 60 });
    fc.assert(
      fc.property(orders, (order) => {
        const ledger = ledgerOf(ids);
        const first = new Map<string, unknown>();
        for (const index of order) {
          const id = ids[index]!;
          const tally = ledger.tally(id);
          expect(tally.job).toBe(id);
          expect(first.get(id) ?? tally).toBe(tally);
          first.set(id, tally);
        }
      }),
    );
  });

  it('tells of a job that was announced while the log goes on', () => {
    const ledger = ledgerOf(['a', 'b']);
    ledger.tally('b').arrive(1);
    ledger.announce(announced('c', 2));
    ledger.announce(announced('d', 3));
    expect(ledger.tally('d').job).toBe('d');
    expect(ledger.tally('c').job).toBe('c');
    expect(ledger.tally('a').job).toBe('a');
  });

  it.each([
    ['was never announced', 'c', []],
    ['is over', 'a', ['a']],
  ])('refuses a job that %s', (_, job, over) => {
    const ledger = ledgerOf(['a', 'b']);
    for (const id of over) {
      ledger.tally(id).arrive(0);
      ledger.end(ledger.tally(id), ended(id, 1));
    }
    expect(() => ledger.tally(job)).toThrow(LogReadError);
  });

  it('takes more of a job that has ended where that is not final', () => {
    const ledger = ledgerOf(['a'], false);
    ledger.tally('a').arrive(0);
    ledger.end(ledger.tally('a'), ended('a', 1));
    ledger.tally('a').readCpu(0, 5);
    expect(ledger.rows(1)[0]?.state).toBe('done');
  });

  it('has a row for every job, in file order whatever the order of announcement', () => {
    const ledger = new JobLedger({ segments: false, endedIsFinal: true });
    for (const position of [2, 0, 1]) ledger.announce(announced(`job-${position}`, position));
    ledger.tally('job-1').arrive(1);
    ledger.end(ledger.tally('job-1'), ended('job-1', 4));
    ledger.tally('job-0').arrive(0);
    const rows = ledger.rows(5);
    expect(
      rows.map(({ id, model, arrival, state, waiting }) => [id, model, arrival, state, waiting]),
    ).toEqual([
      ['job-0', 'spin', 0, 'cancelled', 5],
      ['job-1', 'lstm', 1, 'done', 3],
      ['job-2', 'spin', 2, 'cancelled', 0],
    ]);
    expect(ledger.size).toBe(3);
  });

  it('keeps jobs beyond the first block of the table', () => {
    const ids = Array.from({ length: 10_000 }, (_, position) => `job-${position + 1}`);
    const ledger = ledgerOf(ids);
    for (const [position, id] of ids.entries()) {
      ledger.tally(id).arrive(position);
      if (position % 3 === 0) ledger.end(ledger.tally(id), ended(id, position + position / 10));
    }
    const rows = ledger.rows(20_000);
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(
      rows.every(({ waiting }, position) => position % 3 > 0 || Math.abs(waiting - position / 10) < 1e-6),
    ).toBe(true);
  });

  it('gives the rows of a run that goes on as often as asked', () => {
    const ledger = ledgerOf(['a']);
    ledger.tally('a').arrive(0);
    expect(ledger.rows(1)[0]).toMatchObject({
      state: 'cancelled',
      reason: 'the log ends before the job',
      waiting: 1,
    });
    ledger.end(ledger.tally('a'), ended('a', 3));
    expect(ledger.rows(4)[0]).toMatchObject({ state: 'done', reason: null, waiting: 3, finished_at: 3 });
  });
});
