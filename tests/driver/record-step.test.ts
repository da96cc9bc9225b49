import { describe, expect, it } from '@jest/globals';
import type { Action } from '../../src/core/actions.js';
import type { Fact } from '../../src/core/facts.js';
import { Job } from '../../src/core/job-state.js';
import { MemoryBudget } from '../../src/core/memory.js';
import { recordEnded, recordFact, recordIntent, recordLackOfMemory } from '../../src/driver/record-step.js';
import type { LogRecord } from '../../src/log/records.js';
import { requestOf } from '../core/scenario.js';

const job = new Job(requestOf('a', 0, 0, 4), 0);
const at = 2;
const action: Action = {
  id: 7,
  kind: 'start',
  job,
  attempt: 2,
  cores: 2,
  ids: [0, 3],
  cause: undefined,
  decided: undefined,
};

function recordsOf(fact: Fact, ignored = false): LogRecord[] {
  const records: LogRecord[] = [];
  recordFact(fact, ignored, { append: (record) => records.push(record) });
  return records;
}

const told: readonly [Fact, LogRecord][] = [
  [
    { kind: 'arrived', at, job },
    { kind: 'arrived', at, job: 'a' },
  ],
  [
    { kind: 'timed_out', at, job },
    { kind: 'timed_out', at, job: 'a' },
  ],
  [
    { kind: 'turn_ended', at, job },
    { kind: 'turn_ended', at, job: 'a' },
  ],
  [
    { kind: 'exemption_ended', at, job },
    { kind: 'exemption_ended', at, job: 'a' },
  ],
  [
    { kind: 'aging_tick', at },
    { kind: 'aging_tick', at },
  ],
  [
    { kind: 'cancelled', at, reason: 'ctrl-c' },
    { kind: 'cancelled', at, reason: 'ctrl-c' },
  ],
  [
    { kind: 'confirmed', at, action },
    { kind: 'outcome', at, id: 7, ok: true },
  ],
  [
    { kind: 'refused', at, action, reason: 'no' },
    { kind: 'outcome', at, id: 7, ok: false, reason: 'no' },
  ],
  [
    { kind: 'exited', at, job, attempt: 2, exit: { code: 0, reason: undefined, lost: false } },
    { kind: 'exited', at, job: 'a', attempt: 2, code: 0 },
  ],
  [
    { kind: 'exited', at, job, attempt: 2, exit: { code: 137, reason: 'out of memory', lost: false } },
    { kind: 'exited', at, job: 'a', attempt: 2, code: 137, reason: 'out of memory' },
  ],
  [
    { kind: 'exited', at, job, attempt: 2, exit: { code: 137, reason: 'reboot', lost: true } },
    { kind: 'exited', at, job: 'a', attempt: 2, code: 137, reason: 'reboot', lost: true },
  ],
  [
    { kind: 'updated', at, job, cores: 3 },
    { kind: 'updated', at, job: 'a', cores: 3, effect: true },
  ],
];

describe('recordFact', () => {
  it.each(told.map(([fact, record]) => [fact.kind, fact, record] as const))('%s', (_, fact, record) => {
    expect(recordsOf(fact)).toEqual([record]);
  });

  it('leaves out what came too late, but for an update: that it has no effect is told', () => {
    for (const [fact] of told)
      expect(recordsOf(fact, true)).toEqual(
        fact.kind === 'updated' ? [{ kind: 'updated', at, job: 'a', cores: 3, effect: false }] : [],
      );
  });
});

describe('recordIntent', () => {
  it('tells what is ordered, and leaves out what there is not', () => {
    expect(recordIntent(action, at)).toEqual({
      kind: 'intent',
      at,
      id: 7,
      action: 'start',
      job: 'a',
      attempt: 2,
      cores: 2,
      ids: [0, 3],
    });
    const pause: Action = { ...action, kind: 'pause', cores: 0, ids: [], cause: { kind: 'turn_ended' } };
    expect(recordIntent(pause, at)).toEqual({
      kind: 'intent',
      at,
      id: 7,
      action: 'pause',
      job: 'a',
      attempt: 2,
      cores: 0,
      cause: { kind: 'turn_ended' },
    });
  });

  it('tells when it was decided where that was earlier', () => {
    expect(recordIntent({ ...action, decided: 1 }, at)).toMatchObject({ decided: 1 });
    expect(recordIntent({ ...action, decided: at }, at)).not.toHaveProperty('decided');
  });
});

describe('recordEnded', () => {
  it('tells the end, and a reason where there is one', () => {
    expect(recordEnded({ job, at, state: 'done', code: 0, reason: undefined })).toEqual({
      kind: 'ended',
      at,
      job: 'a',
      state: 'done',
      code: 0,
    });
    expect(recordEnded({ job, at, state: 'cancelled', code: null, reason: 'ctrl-c' })).toMatchObject({
      code: null,
      reason: 'ctrl-c',
    });
  });
});

describe('recordLackOfMemory', () => {
  it('tells how much there is and how much it would be', () => {
    const big = new Job(requestOf('big', 0, 0, 1, { memory: 3 * 2 ** 20 }), 0);
    const budget = new MemoryBudget(4 * 2 ** 20);
    budget.reserve(new Job(requestOf('a', 0, 0, 1, { memory: 2 ** 20 + 1 }), 0));
    expect(recordLackOfMemory(big, at, budget)).toEqual({
      kind: 'note',
      at,
      level: 'warning',
      text: 'big is passed over until there is memory for it: it may use 3 MiB, and 2 MiB of 4 MiB are reserved',
      job: 'big',
    });
  });
});
