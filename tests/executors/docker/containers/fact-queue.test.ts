import { describe, expect, it } from '@jest/globals';
import { FactQueue } from '../../../../src/executors/docker/containers/fact-queue.js';

const note = (text: string) => ({ kind: 'note' as const, level: 'info' as const, text, job: undefined });

/** A clock that is set by hand. */
function queueAt(start: number): { queue: FactQueue; set: (seconds: number) => void } {
  let seconds = start;
  const queue = new FactQueue(() => seconds);
  return { queue, set: (to) => (seconds = to) };
}

describe('the queue of facts', () => {
  it('gives all that came in together as one batch, each with its time', async () => {
    const { queue, set } = queueAt(100);
    set(101);
    queue.fact({ kind: 'cancelled', reason: 'one' });
    set(102);
    queue.fact({ kind: 'cancelled', reason: 'two' }, 1.5);
    queue.notice(note('three'));
    const batch = await queue.next(Infinity);
    expect(batch.facts.map(({ at }) => at)).toEqual([1, 1.5]);
    expect(batch.notices.map(({ at }) => at)).toEqual([2]);
    expect(batch.now).toBe(2);
    expect((await queue.next(0)).facts).toEqual([]);
  });

  it('wakes whoever waits as soon as there is something', async () => {
    const { queue } = queueAt(0);
    const waiting = queue.next(Infinity);
    queue.notice(note('one'));
    queue.notice(note('two'));
    expect((await waiting).notices).toHaveLength(2);
  });

  it('wakes at a time though nothing happened, and not before', async () => {
    const started = performance.now();
    const queue = new FactQueue(() => (performance.now() - started) / 1000);
    const batch = await queue.next(0.02);
    expect(batch).toMatchObject({ facts: [], notices: [] });
    expect(batch.now).toBeGreaterThanOrEqual(0.02);
  });

  it('waits on when its timer was early', async () => {
    const started = performance.now();
    const queue = new FactQueue(() => (performance.now() - started) / 4000);
    expect((await queue.next(0.01)).now).toBeGreaterThanOrEqual(0.01);
  });

  it('can wait for longer than a timer can', async () => {
    const { queue } = queueAt(0);
    const waiting = queue.next(1e9);
    queue.notice(note('woken'));
    expect((await waiting).notices).toHaveLength(1);
  });

  it('counts from when the clock is started; what came before is at 0', async () => {
    const { queue, set } = queueAt(50);
    set(53);
    queue.notice(note('early'));
    queue.startClock();
    set(54);
    queue.notice(note('late'));
    const { notices, now } = await queue.next(0);
    expect(notices.map(({ at }) => at)).toEqual([0, 1]);
    expect(now).toBe(1);
  });
});
