import { describe, expect, it } from '@jest/globals';
import { MAX_LOSSES } from '../../src/core/attempts.js';
import { Bug } from '../../src/core/errors.js';
import type { Fact } from '../../src/core/facts.js';
import type { Cores } from '../../src/core/realloc.js';
import { rulesOf, scenario } from './scenario.js';

describe('one instant', () => {
  it('has exits before updates, updates before arrivals, arrivals before turns that end', () => {
    const run = scenario({ cores: 1, policy: 'rr', quantum: 5 });
    run.at(0, run.submit('a'), run.submit('b'));
    run.at(0, run.confirm('a'));
    const { facts } = run.engine.step(5, [
      run.submit('c')(5),
      run.update('b', 1)(5),
      run.exit('a', { attempt: 9 })(5),
    ]);
    expect(facts.map((fact) => fact.kind)).toEqual(['exited', 'updated', 'arrived', 'turn_ended']);
    expect(run.waiting()).toBe('c a');
  });

  it('has everything that is less than 1e-9 s apart, and nothing else', () => {
    const run = scenario({ cores: 1 });
    const [early, near, late] = [
      run.submit('early')(0.5),
      run.submit('near')(1 + 5e-10),
      run.submit('late')(2),
    ];
    const facts: Fact[] = [late, near, run.cancel()(1), early];
    // The cancel goes before the arrival that is equal to it in time, and after the earlier one.
    expect(run.batch(2, facts)).toEqual(['early cancelled null: ctrl-c', 'start near on 0']);
    expect(run.waiting()).toBe('late');
  });

  it('makes one decision, and none when nothing calls for one', () => {
    const run = scenario({ cores: 1 });
    expect(run.engine.step(0, []).decided).toBe(false);
    expect(run.engine.step(1, [run.submit('a')(1), run.submit('b')(1)]).decided).toBe(true);
    expect(run.engine.step(2, [run.confirm('a')(2)]).decided).toBe(false);
  });

  it('tells the mode whether attended jobs or requests have changed since the last decision', () => {
    const told: boolean[] = [];
    const { realloc } = rulesOf({});
    const own = { ...realloc, afterAdmission: ({ changed }: Cores) => void told.push(changed) };
    const run = scenario({ cores: 1, realloc: own, atOnce: true });
    run.at(0, run.submit('a'));
    run.at(1, run.submit('b'));
    run.at(2, run.update('a', 1));
    run.at(3, run.submit('c'));
    run.at(4, run.exit('a'));
    expect(told).toEqual([true, false, true, false, true]);
  });

  it('counts arrivals of the past from when they arrived', () => {
    const run = scenario({ cores: 1 });
    run.batch(3, [run.submit('a')(1)]);
    expect(run.job('a').waitedAt(3)).toBe(2);
  });
});

describe('ends', () => {
  it('are done with code 0, and failed with any other', () => {
    const run = scenario({ cores: 3, atOnce: true });
    run.at(0, run.submit('a'), run.submit('b'), run.submit('c'));
    expect(run.engine.openJobs).toBe(3);
    expect(run.at(1, run.exit('a'), run.exit('b', { code: 3 }))).toEqual(['a done 0', 'b failed 3']);
    expect(run.at(2, run.exit('c', { code: 137, reason: 'out of memory' }))).toEqual([
      'c failed 137: out of memory',
    ]);
    expect(run.engine.openJobs).toBe(0);
  });

  it('are the exits of the containers, not the moment at which they were decided', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a', { timeout: 5 }));
    run.at(0, run.confirm('a'));
    run.at(5);
    expect(run.engine.openJobs).toBe(1);
    const { ended } = run.engine.step(8, [run.exit('a')(8)]);
    expect(ended).toMatchObject([{ at: 8, state: 'failed', code: 137, reason: 'timeout' }]);
    expect(run.engine.openJobs).toBe(0);
  });

  it('come once a job: arriving again is a bug', () => {
    const run = scenario({ cores: 1 });
    const arrival = run.submit('a')(0);
    run.batch(0, [arrival]);
    expect(() => run.engine.step(1, [arrival])).toThrow(new Bug('a arrives twice'));
  });
});

describe('retries', () => {
  it('are new attempts, as many as the job has', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a', { retries: 2 }));
    expect(run.at(1, run.exit('a', { code: 1 }))).toEqual(['start a#2 on 0']);
    expect(run.at(2, run.exit('a', { code: 2 }))).toEqual(['start a#3 on 0']);
    expect(run.at(3, run.exit('a', { code: 3 }))).toEqual(['a failed 3']);
  });

  it('are not used when a later attempt succeeds', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a', { retries: 2 }));
    run.at(1, run.exit('a', { code: 1 }));
    expect(run.at(2, run.exit('a'))).toEqual(['a done 0']);
  });

  it('wait in the place of the job’s arrival', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a', { retries: 1 }), run.submit('b'));
    expect(run.at(1, run.exit('a', { code: 1 }))).toEqual(['start a#2 on 0']);
  });

  it('go to the tail under RR, before the arrivals of that instant', () => {
    const run = scenario({ cores: 1, policy: 'rr', atOnce: true });
    run.at(0, run.submit('a', { retries: 1 }), run.submit('b'));
    run.at(1, run.submit('c'), run.exit('a', { code: 1 }));
    expect([run.given(), run.waiting()]).toEqual(['b:1', 'a c']);
  });

  it('keep the waiting time and add to it', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a', { retries: 1 }));
    run.at(2, run.confirm('a'));
    run.at(5, run.exit('a', { code: 1 }));
    run.at(6, run.confirm('a'));
    expect([run.job('a').waitedAt(9), run.job('a').servedAt(9)]).toEqual([3, 6]);
  });

  it('keep the request as updated, and drop a growth that was not granted', () => {
    const run = scenario({ cores: 2, atOnce: true });
    run.at(0, run.submit('a', { retries: 1 }), run.submit('b'));
    expect(run.at(1, run.update('a', 2))).toEqual([]);
    expect(run.at(2, run.exit('a', { code: 1 }))).toEqual([]);
    expect(run.at(3, run.exit('b'))).toEqual(['b done 0', 'start a#2 on 0-1']);
  });

  it('follow a timeout while the old container still dies', () => {
    const run = scenario({ cores: 2, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a', { timeout: 5, retries: 1, cores: 2 }));
    run.at(0, run.confirm('a'));
    expect(run.at(5)).toEqual(['kill a (timeout)']);
    // Meanwhile a better job takes its cores.
    expect(run.at(6, run.submit('b', { priority: 2 }))).toEqual([]);
    expect(run.at(7, run.exit('a', { code: 137 }))).toEqual(['start b on 0']);
    run.at(7, run.confirm('b'));
    expect(run.at(8, run.exit('b'))).toEqual(['b done 0', 'start a#2 on 0-1']);
  });
});

describe('attempts that Docker or the host ended', () => {
  const lost = { code: 137, lost: true, reason: 'restart of the daemon' };

  it('use up no retry', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a', { retries: 1 }));
    run.at(1, run.exit('a', lost));
    run.at(2, run.exit('a', { code: 1 }));
    expect(run.at(3, run.exit('a', { code: 1 }))).toEqual(['a failed 1']);
    expect(run.job('a').attempt).toBe(3);
  });

  it('are queued again three times at most', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a'));
    for (let loss = 1; loss <= MAX_LOSSES; loss++)
      expect(run.at(loss, run.exit('a', lost))).toEqual([`start a#${loss + 1} on 0`]);
    expect(run.at(9, run.exit('a', lost))).toEqual(['a failed 137: restart of the daemon']);
  });

  it('are not done, whatever the code', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a'));
    expect(run.at(1, run.exit('a', { code: 0, lost: true }))).toEqual(['start a#2 on 0']);
  });
});

describe('updates', () => {
  it.each([
    ['a job that runs', ['resize a on 0-1'], 'a:2', ''],
    ['a job that waits', [], 'a:1', 'b'],
  ])('of %s', (_, actions, given, waiting) => {
    const run = scenario({ cores: 2, atOnce: true });
    run.at(0, run.submit('a'));
    const isRunning = waiting === '';
    if (!isRunning) run.at(1, run.submit('b', { cores: 2 }));
    expect(run.at(2, isRunning ? run.update('a', 2) : run.update('b', 2))).toEqual(actions);
    expect([run.given(), run.waiting()]).toEqual([given, waiting]);
  });

  it('let a waiting job in when it asks for less, in its old place', () => {
    const run = scenario({ cores: 2, policy: 'rr', quantum: 100, atOnce: true });
    run.at(0, run.submit('a'), run.submit('b', { cores: 2 }), run.submit('c', { cores: 2 }));
    expect(run.at(1, run.update('b', 1))).toEqual(['start b on 1']);
    run.at(2, run.update('c', 1));
    run.at(2, run.submit('d'));
    expect(run.waiting()).toBe('c d');
  });

  it('of a job that has not arrived count from its arrival', () => {
    const run = scenario({ cores: 2 });
    const arrival = run.submit('a', { cores: 2 })(1);
    expect(run.at(0, run.update('a', 1))).toEqual([]);
    expect(run.batch(1, [arrival])).toEqual(['start a on 0']);
  });

  it('of a job that has ended are ignored and make no decision', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a'));
    run.at(1, run.exit('a'));
    const step = run.engine.step(2, [run.update('a', 1)(2)]);
    expect([step.decided, step.ignored.size]).toEqual([false, 1]);
  });
});

describe('cancel', () => {
  const code = (line: string): string[] => [`${line}: ctrl-c`];

  it('ends a queued job at once, without a code: it never ran', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a'), run.submit('b'));
    expect(run.at(1, run.cancel())).toEqual(code('b cancelled null'));
  });

  it('kills a running one, which ends with its container', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a'));
    run.at(0, run.confirm('a'));
    expect(run.at(1, run.cancel())).toEqual(['kill a (cancelled: ctrl-c)']);
    expect(run.at(2, run.exit('a', { code: 0 }))).toEqual(code('a cancelled 137'));
  });

  it('kills a paused one', () => {
    const run = scenario({ cores: 1, policy: 'rr', quantum: 2, atOnce: true });
    run.at(0, run.submit('a'), run.submit('b'));
    run.at(2);
    expect(run.at(3, run.cancel())).toEqual([
      'kill a (cancelled: ctrl-c)',
      'kill b (cancelled: ctrl-c)',
      'a cancelled 137: ctrl-c',
      'b cancelled 137: ctrl-c',
    ]);
  });

  it('waits for the start of one that is being started, and kills it then', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a'));
    expect(run.at(1, run.cancel())).toEqual([]);
    expect(run.at(2, run.confirm('a'))).toEqual(['kill a (cancelled: ctrl-c)']);
    expect(run.at(3, run.exit('a'))).toEqual(code('a cancelled 137'));
  });

  it('ends one whose start is refused after it', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a'));
    run.at(1, run.cancel());
    expect(run.at(2, run.refuse('a'))).toEqual(code('a cancelled null'));
    expect(run.pool.freeCount).toBe(1);
  });

  it('ends the wait for a next attempt, and waits for the old container', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a', { timeout: 2, retries: 1 }));
    run.at(0, run.confirm('a'));
    run.at(2);
    expect(run.at(3, run.cancel())).toEqual([]);
    expect(run.at(4, run.exit('a', { code: 137 }))).toEqual(code('a cancelled 137'));
  });

  it('does not change the end of a job that has failed and whose container still dies', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a', { timeout: 2 }));
    run.at(0, run.confirm('a'));
    run.at(2);
    run.at(3, run.cancel());
    expect(run.at(4, run.exit('a'))).toEqual(['a failed 137: timeout']);
  });

  it('comes after the exits of its instant: they are not cancelled', () => {
    const run = scenario({ cores: 1, atOnce: true });
    run.at(0, run.submit('a'));
    expect(run.at(1, run.cancel(), run.exit('a'))).toEqual(['ignored: cancelled', 'a done 0']);
  });

  it('a second time has no effect', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a'));
    run.at(1, run.cancel());
    expect(run.at(1, run.cancel())).toEqual(['ignored: cancelled']);
  });
});
