import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scenario } from './scenario.js';

describe('turns', () => {
  const rules = { cores: 1, policy: 'rr', quantum: 5 };

  it('last a quantum from the confirmation of the start', () => {
    const run = scenario(rules);
    run.at(0, run.submit('a'), run.submit('b'));
    expect(run.engine.nextTimer()).toBe(Infinity);
    run.at(1, run.confirm('a'));
    expect(run.engine.nextTimer()).toBe(6);
    expect(run.at(5.9)).toEqual([]);
    expect(run.at(6)).toEqual(['pause a (turn_ended)']);
  });

  it('begin anew when nobody waits', () => {
    const run = scenario({ ...rules, atOnce: true });
    run.at(0, run.submit('a'));
    expect(run.at(5)).toEqual([]);
    expect(run.engine.nextTimer()).toBe(10);
    run.at(7, run.submit('b'));
    expect(run.engine.nextTimer()).toBe(10);
    expect(run.at(10)).toEqual(['pause a (turn_ended)', 'start b on 0']);
  });

  it('begin when they were due, though they are looked at late', () => {
    const run = scenario({ ...rules, atOnce: true });
    run.at(0, run.submit('a'));
    run.at(5.3);
    expect(run.engine.nextTimer()).toBe(10);
  });

  it('catch up when several were due', () => {
    const run = scenario({ ...rules, atOnce: true });
    run.at(0, run.submit('a'));
    run.at(17);
    expect(run.job('a').turnStart).toBe(5);
    run.at(17);
    run.at(17);
    expect(run.engine.nextTimer()).toBe(20);
  });

  it('of jobs that expire together end in the order in which they were admitted to them', () => {
    const run = scenario({ cores: 2, policy: 'rr', quantum: 5, atOnce: true });
    run.at(0, run.submit('wide', { cores: 2 }), run.submit('b'), run.submit('a'));
    run.at(5);
    expect([run.given(), run.waiting()]).toEqual(['b:1 a:1', 'wide']);
    run.at(5, run.update('wide', 1));
    run.at(10);
    expect([run.given(), run.waiting()]).toEqual(['wide:1 b:1', 'a']);
  });

  it('are not changed by a resize', () => {
    const run = scenario({ cores: 2, policy: 'rr', quantum: 5, realloc: 'max_prop', atOnce: true });
    run.at(0, run.submit('a'));
    run.at(3, run.submit('b'));
    expect(run.engine.nextTimer()).toBe(5);
  });
});

describe('timeouts', () => {
  it('are of an attempt’s service: pauses do not count', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true, atOnce: true });
    run.at(0, run.submit('a', { timeout: 5 }));
    run.at(3, run.submit('b', { priority: 2 }));
    expect(run.engine.nextTimer()).toBe(Infinity);
    run.at(10, run.exit('b'));
    expect(run.engine.nextTimer()).toBe(12);
    expect(run.at(12)).toEqual(['kill a (timeout)', 'a failed 137: timeout']);
  });

  it('begin anew with each attempt', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a', { timeout: 5, retries: 1 }));
    run.at(3, run.exit('a', { code: 1 }));
    expect(run.engine.nextTimer()).toBe(8);
  });

  it('are due at once where the limit was passed before a pause was confirmed', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a', { timeout: 5 }));
    run.at(0, run.confirm('a'));
    run.at(4, run.submit('b', { priority: 2 }));
    run.at(6, run.confirm('a'));
    run.at(6, run.confirm('b'));
    run.at(7, run.exit('b'));
    run.at(8, run.confirm('a'));
    expect(run.engine.nextTimer()).toBe(8);
    expect(run.at(8)).toEqual(['kill a (timeout)']);
  });

  it('do not strike a job that ends at its limit', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a', { timeout: 5 }));
    run.at(0, run.confirm('a'));
    expect(run.at(5, run.exit('a'))).toEqual(['ignored: timed_out', 'a done 0']);
  });
});

describe('aging ticks', () => {
  const rules = { cores: 1, policy: 'prio', preemptive: true, aging: 1, agingInterval: 2, atOnce: true };

  it('come at the multiples of the interval while a job waits', () => {
    const run = scenario(rules);
    run.at(0, run.submit('a', { priority: 3 }));
    expect(run.engine.nextTimer()).toBe(Infinity);
    run.at(1, run.submit('b'));
    expect(run.engine.nextTimer()).toBe(2);
    expect(run.at(2)).toEqual([]);
    expect(run.engine.nextTimer()).toBe(4);
    // b has gained 4 points at 5, a whole one above a; the next tick is at 6.
    expect(run.at(4)).toEqual([]);
    expect(run.at(6)).toEqual(['pause a (gave_way to b)', 'start b on 0']);
  });

  it('do not come without preemption, nor without aging', () => {
    for (const off of [{ preemptive: false }, { aging: 0 }]) {
      const run = scenario({ ...rules, ...off });
      run.at(0, run.submit('a'), run.submit('b'));
      expect(run.engine.nextTimer()).toBe(Infinity);
    }
  });

  it('come after the last one, wherever that was on the clock', () => {
    const interval = fc.constantFrom(1, 0.1, 0.3, 1 / 3, 0.7, 60);
    fc.assert(
      fc.property(interval, fc.integer({ min: 0, max: 300_000_000 }), (agingInterval, count) => {
        const run = scenario({ ...rules, agingInterval });
        run.at(count * agingInterval, run.submit('a'), run.submit('b'));
        const first = run.engine.nextTimer();
        run.at(first);
        const second = run.engine.nextTimer();
        expect(first).toBeGreaterThan(count * agingInterval);
        expect(second).toBeGreaterThan(first);
        expect(second - count * agingInterval).toBeLessThan(2.5 * agingInterval);
      }),
    );
  });
});

describe('ends of exemptions', () => {
  it('bring a decision while a job waits', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true, preemptExempt: 4, atOnce: true });
    run.at(0, run.submit('a'));
    expect(run.engine.nextTimer()).toBe(Infinity);
    run.at(1, run.submit('b', { priority: 3 }));
    expect(run.engine.nextTimer()).toBe(4);
    expect(run.at(4)).toEqual(['pause a (gave_way to b)', 'start b on 0']);
  });

  it('bring none before the turn has begun', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true, preemptExempt: 4 });
    run.at(0, run.submit('a', { timeout: 9 }), run.submit('b'));
    expect(run.engine.nextTimer()).toBe(Infinity);
  });

  it('that lie in the past bring none', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true, preemptExempt: 4, atOnce: true });
    run.at(0, run.submit('a'));
    run.at(6, run.submit('b'));
    expect(run.engine.nextTimer()).toBe(Infinity);
  });
});

it('a timeout that passed while a pause was under way is due when the job is attended again, not before', () => {
  const run = scenario({ cores: 2, policy: 'prio', preemptive: true });
  run.at(0, run.submit('a', { timeout: 3 }), run.submit('d'));
  run.at(0, run.confirm('a'), run.confirm('d'));
  expect(run.at(2, run.update('d', 1), run.submit('b', { priority: 1, cores: 2 }))).toHaveLength(2);
  expect(run.engine.nextTimer()).toBe(Infinity);
  expect(run.at(4, run.exit('d'))).toEqual(['d done 0']);
  run.at(5, run.update('b', 1));
  expect(run.engine.nextTimer()).toBe(3);
  const { facts } = run.engine.step(6, []);
  expect(facts).toEqual([{ kind: 'timed_out', at: 5, job: run.job('a') }]);
});

it('timers are met half a year and more from the start, where 1e-9 s is less than the clock can tell', () => {
  for (const start of [2 ** 24 + 0.5, 2 ** 30, 2 ** 33 + 0.25]) {
    const run = scenario({ cores: 1, policy: 'rr', quantum: 0.5, atOnce: true });
    run.at(start, run.submit('a'), run.submit('b', { timeout: 0.25 }));
    const turnEnd = run.engine.nextTimer();
    expect(turnEnd).toBe(start + 0.5);
    expect(run.at(turnEnd)).toEqual(['pause a (turn_ended)', 'start b on 0']);
    expect(run.at(run.engine.nextTimer())[0]).toBe('kill b (timeout)');
  }
});
