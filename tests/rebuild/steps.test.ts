import { describe, expect, it } from '@jest/globals';
import { stepsOf } from '../../src/rebuild/steps.js';
import type { LogRecord } from '../../src/log/records.js';
import { LogBuilder } from '../metrics/log-builder.js';

/** Each step as `now: kinds of facts`, and how many orders it gave. */
function told(records: readonly LogRecord[]): string[] {
  return [...stepsOf(records)].map(
    ({ now, facts, decision, intents }) =>
      `${now}: ${facts.map(({ kind }) => kind).join(' ')}${decision === undefined ? '' : ', decides'}, orders ${intents.length}`,
  );
}

describe('steps', () => {
  it('end with their orders, or with what they decided', () => {
    const log = new LogBuilder().job('a').arrive(0, 'a').decision(0, 0);
    log.do(0, 'start', 'a', 1).finish(2, 'a').decision(2, 0).close(2);
    expect(told(log.records)).toEqual([
      '0: arrived, decides, orders 1',
      '0: outcome, orders 0',
      '2: exited, decides, orders 0',
    ]);
  });

  it('have the time of their decision, which on a real clock is later than what it is about', () => {
    const log = new LogBuilder({ executor: 'docker' }).job('a').job('b');
    log.arrive(1, 'a').arrive(1.1, 'b').decision(1.2, 0);
    expect(told(log.records)).toEqual(['1.2: arrived arrived, decides, orders 0']);
  });

  it('are told apart by their times, where they have decided nothing', () => {
    const log = new LogBuilder().job('a').arrive(0, 'a').decision(0, 0);
    log.do(0, 'start', 'a', 1).add({ kind: 'turn_ended', at: 5, job: 'a' }).finish(6, 'a').decision(6, 0);
    expect(told(log.records).slice(1)).toEqual([
      '0: outcome, orders 0',
      '5: turn_ended, orders 0',
      '6: exited, decides, orders 0',
    ]);
  });
});
