import { describe, expect, it } from '@jest/globals';
import { Job } from '../../src/core/job-state.js';
import { MemoryBudget } from '../../src/core/memory.js';
import { requestOf, scenario } from './scenario.js';

describe('MemoryBudget', () => {
  const job = (memory: number): Job => new Job(requestOf('a', 0, 0, 1, { memory }), 0);

  it('fits up to the limit, and not a byte more', () => {
    const budget = new MemoryBudget(10);
    budget.reserve(job(6));
    expect([budget.fits(job(4)), budget.fits(job(5)), budget.used]).toEqual([true, false, 6]);
  });

  it('reserves and releases once a job', () => {
    const budget = new MemoryBudget(10);
    const [a, b] = [job(6), job(4)];
    budget.reserve(a);
    budget.reserve(a);
    budget.reserve(b);
    expect(budget.used).toBe(10);
    expect(budget.fits(a)).toBe(true);
    budget.release(a);
    budget.release(a);
    expect(budget.used).toBe(4);
  });

  it('tells once of a job that it was passed over', () => {
    const budget = new MemoryBudget(10);
    const [a, b] = [job(6), job(5)];
    for (const passed of [a, b, a]) budget.passOver(passed);
    expect(budget.takeLacking()).toEqual([a, b]);
    budget.passOver(b);
    expect(budget.takeLacking()).toEqual([]);
  });

  it('takes all where there is no limit', () => {
    const budget = new MemoryBudget(Infinity);
    budget.reserve(job(Number.MAX_SAFE_INTEGER));
    expect(budget.fits(job(1e12))).toBe(true);
  });
});

describe('memory in a run', () => {
  const big = { memory: 10 };

  it('is reserved until the exit, and the next job follows', () => {
    const run = scenario({ cores: 2, memory: 10, atOnce: true });
    expect(run.at(0, run.submit('a', big), run.submit('b', big))).toEqual(['start a on 0']);
    expect(run.at(3, run.exit('a'))).toEqual(['a done 0', 'start b on 0']);
  });

  it('is kept while a job is paused', () => {
    const run = scenario({ cores: 1, memory: 10, policy: 'prio', preemptive: true, atOnce: true });
    run.at(0, run.submit('a', big));
    expect(run.at(1, run.submit('b', { memory: 1, priority: 5 }))).toEqual([]);
    expect(run.at(2, run.submit('c', { priority: 3 }))).toEqual(['pause a (gave_way to c)', 'start c on 0']);
    expect(run.engine.schedule.memory.used).toBe(10);
  });

  it('goes over to the next attempt, though the old container ends later', () => {
    const run = scenario({ cores: 2, memory: 10 });
    run.at(0, run.submit('a', { ...big, timeout: 5, retries: 1 }), run.submit('b', big));
    run.at(0, run.confirm('a'));
    expect(run.at(5)).toEqual(['kill a (timeout)']);
    expect(run.at(6, run.exit('a', { code: 137 }))).toEqual(['start a#2 on 0']);
    expect(run.waiting()).toBe('b');
  });

  it('is given back by a job that waits for its next attempt once the old container is gone', () => {
    const run = scenario({ cores: 2, memory: 10, policy: 'rr' });
    run.at(0, run.submit('a', { ...big, cores: 2, timeout: 4, retries: 1 }), run.submit('c', { cores: 2 }));
    run.at(0, run.confirm('a'));
    expect(run.at(4)).toEqual(['kill a (timeout)']);
    expect(run.waiting()).toBe('a');
    expect(run.engine.schedule.memory.used).toBe(10);
    expect(run.at(5, run.exit('a'))).toEqual(['start c on 0-1']);
    expect(run.engine.schedule.memory.used).toBe(0);
  });

  it('is given back when the start was refused for good', () => {
    const run = scenario({ cores: 2, memory: 10 });
    run.at(0, run.submit('a', big), run.submit('b', big));
    for (let refusal = 0; refusal < 3; refusal++) run.at(1, run.refuse('a'));
    expect(run.at(1, run.refuse('a'))).toEqual(['a failed null: start refused: no', 'start b on 0']);
  });

  it('is given back by a job that gives way before its container was started', () => {
    const run = scenario({ cores: 1, memory: 10, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a'));
    run.at(0, run.confirm('a'));
    expect(run.at(1, run.submit('b', { ...big, priority: 2 }))).toEqual(['pause a (gave_way to b)']);
    expect(run.engine.schedule.memory.used).toBe(10);
    expect(run.at(2, run.submit('c', { priority: 4 }))).toEqual([]);
    expect([run.given(), run.waiting(), run.engine.schedule.memory.used]).toEqual(['c:1', 'b a', 0]);
  });
});
