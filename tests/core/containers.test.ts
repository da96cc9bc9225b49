import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario, type ScenarioOptions } from './scenario.js';

/** `a` runs on core 0 of two, the start confirmed at 0. */
function running(
  options: Partial<ScenarioOptions> = {},
  more: Parameters<Scenario['submit']>[1] = {},
): Scenario {
  const run = scenario({ cores: 2, policy: 'prio', preemptive: true, ...options });
  run.at(0, run.submit('a', more));
  run.at(0, run.confirm('a'));
  return run;
}

/** The same, with its pause in flight since 2, for `b`, which has both cores. */
function pausing(more: Parameters<Scenario['submit']>[1] = {}): Scenario {
  const run = running({}, more);
  expect(run.at(2, run.submit('b', { cores: 2, priority: 5 }))).toEqual(['pause a (gave_way to b)']);
  return run;
}

describe('confirmations', () => {
  it('count waiting and service', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true });
    run.at(1, run.submit('a'));
    run.at(3, run.confirm('a'));
    run.at(6, run.submit('b', { priority: 5 }));
    run.at(7, run.confirm('a'));
    const a = run.job('a');
    expect([a.waitedAt(9), a.servedAt(9)]).toEqual([4, 4]);
    run.at(9, run.confirm('b'));
    run.at(10, run.exit('b'));
    run.at(11, run.confirm('a'));
    expect([a.waitedAt(13), a.servedAt(13)]).toEqual([6, 6]);
  });

  it('free the cores of a pause and of a shrink, not before', () => {
    const run = running({ realloc: 'max_prop' }, { cores: 2 });
    run.at(1, run.submit('b'));
    expect(run.pool.freeCount).toBe(0);
    expect(run.at(2, run.confirm('a'))).toEqual(['start b on 1']);
  });

  it('that come twice are ignored', () => {
    const run = running();
    const start = run.job('a').inFlight;
    run.at(1, run.submit('b'));
    const startB = run.inFlight('b');
    expect(start).toBeUndefined();
    run.at(2, run.confirm('b'));
    expect(run.at(3, (at) => ({ kind: 'confirmed', at, action: startB }))).toEqual(['ignored: confirmed']);
  });

  it('of an attempt that has ended are ignored, though the next one is being started', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a', { retries: 1 }));
    const first = run.inFlight('a');
    expect(run.at(1, run.exit('a', { code: 1 }))).toEqual(['start a#2 on 0']);
    expect(run.at(2, (at) => ({ kind: 'confirmed', at, action: first }))).toEqual(['ignored: confirmed']);
    expect(run.inFlight('a').attempt).toBe(2);
    expect(run.at(3, (at) => ({ kind: 'refused', at, action: first, reason: 'late' }))).toEqual([
      'ignored: refused',
    ]);
  });

  it('of a start for a job that gave way meanwhile count its service from there, and pause it', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a'));
    run.at(1, run.submit('b', { priority: 5 }));
    expect(run.at(3, run.confirm('a'))).toEqual(['pause a (gave_way to b)']);
    expect(run.at(4, run.confirm('a'))).toEqual(['start b on 0']);
    expect([run.job('a').waitedAt(5), run.job('a').servedAt(5)]).toEqual([4, 1]);
  });
});

describe('exits', () => {
  it('of a job that runs give its cores back', () => {
    const run = running();
    expect(run.at(5, run.exit('a'))).toEqual(['a done 0']);
    expect(run.pool.freeCount).toBe(2);
  });

  it('win over a pause in flight', () => {
    const run = pausing();
    const pause = run.inFlight('a');
    expect(run.at(3, run.exit('a'))).toEqual(['a done 0', 'start b on 0-1']);
    expect(run.at(4, (at) => ({ kind: 'confirmed', at, action: pause }))).toEqual(['ignored: confirmed']);
    expect(run.pool.freeCount).toBe(0);
  });

  it('win over a growth in flight, and give back what it had taken', () => {
    const run = running({ realloc: 'always_attend' });
    expect(run.at(1, run.update('a', 2))).toEqual(['resize a on 0-1']);
    expect(run.at(2, run.exit('a'))).toEqual(['a done 0']);
    expect(run.pool.freeCount).toBe(2);
  });

  it('win over a shrink in flight', () => {
    const run = running({ realloc: 'always_attend' }, { cores: 2 });
    expect(run.at(1, run.update('a', 1))).toEqual(['resize a on 0']);
    expect(run.at(2, run.exit('a'))).toEqual(['a done 0']);
    expect(run.pool.freeCount).toBe(2);
  });

  it('win over a start in flight: the job has ended, its start never confirmed', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a'), run.submit('b'));
    expect(run.at(1, run.exit('a'))).toEqual(['a done 0', 'start b on 0']);
  });

  it('win over a resume in flight', () => {
    const run = pausing();
    run.at(3, run.confirm('a'));
    run.at(3, run.confirm('b'));
    expect(run.at(4, run.exit('b'))).toEqual(['b done 0', 'resume a on 0']);
    expect(run.at(5, run.exit('a', { code: 137, reason: 'removed' }))).toEqual(['a failed 137: removed']);
    expect(run.pool.freeCount).toBe(2);
  });

  it('win over a kill in flight: how the job ended was decided before', () => {
    const run = running({}, { timeout: 5 });
    expect(run.at(5)).toEqual(['kill a (timeout)']);
    expect(run.at(6, run.exit('a', { code: 0 }))).toEqual(['a failed 137: timeout']);
  });

  it('of a paused job end it, and give back no cores', () => {
    const run = pausing();
    run.at(3, run.confirm('a'));
    run.at(4, run.confirm('b'));
    expect(run.at(5, run.exit('a', { code: 137, reason: 'killed' }))).toEqual(['a failed 137: killed']);
    expect(run.pool.freeCount).toBe(0);
  });

  it('that are told twice are ignored', () => {
    const run = running();
    const exit = run.exit('a');
    run.at(1, exit);
    expect(run.at(2, exit)).toEqual(['ignored: exited']);
  });

  it('of the last attempt do not end the next one', () => {
    const run = running({}, { retries: 1 });
    const exit = run.exit('a', { attempt: 1, code: 1 });
    expect(run.at(1, exit)).toEqual(['start a#2 on 0']);
    expect(run.at(2, exit)).toEqual(['ignored: exited']);
    run.at(3, run.confirm('a'));
    expect(run.at(4, exit)).toEqual(['ignored: exited']);
    expect(run.at(5, run.exit('a'))).toEqual(['a done 0']);
  });

  it('of a job that waits leave its waiting time as if the pause had never been ordered', () => {
    const run = pausing({ retries: 1 });
    run.at(4, run.exit('a', { code: 1 }));
    const a = run.job('a');
    expect([a.servedAt(9), a.waitedAt(9)]).toEqual([4, 5]);
  });
});

describe('refusals', () => {
  it('have the action ordered again, three times in all; then the attempt is killed and the job fails', () => {
    const run = pausing();
    expect(run.at(3, run.refuse('a'))).toEqual(['pause a (gave_way to b)']);
    expect(run.at(4, run.refuse('a'))).toEqual(['pause a (gave_way to b)']);
    expect(run.at(5, run.refuse('a', 'busy'))).toEqual(['kill a (refused: busy)']);
    expect(run.pool.freeCount).toBe(1);
    expect(run.at(6, run.exit('a', { code: 137 }))).toEqual([
      'a failed 137: pause refused: busy',
      'start b on 0-1',
    ]);
  });

  it('use up a retry where there is one', () => {
    const run = pausing({ retries: 1 });
    for (let refusal = 0; refusal < 3; refusal++) run.at(3, run.refuse('a'));
    expect(run.waiting()).toBe('a');
    run.at(4, run.exit('a', { code: 137 }));
    run.at(4, run.confirm('b'));
    expect(run.at(5, run.exit('b'))).toEqual(['b done 0', 'start a#2 on 0']);
  });

  it('count in a row: a confirmation begins anew', () => {
    const run = running({ realloc: 'always_attend' });
    run.at(1, run.update('a', 2));
    run.at(1, run.refuse('a'));
    run.at(1, run.refuse('a'));
    run.at(1, run.confirm('a'));
    run.at(2, run.update('a', 1));
    run.at(2, run.refuse('a'));
    expect(run.at(2, run.refuse('a'))).toEqual(['resize a on 0']);
  });

  it('count anew with each attempt', () => {
    const run = running({ realloc: 'always_attend' }, { retries: 1 });
    run.at(1, run.update('a', 2));
    run.at(1, run.refuse('a'));
    run.at(1, run.refuse('a'));
    run.at(2, run.exit('a', { code: 1 }));
    run.at(2, run.confirm('a'));
    run.at(3, run.update('a', 1));
    expect(run.at(3, run.refuse('a'))).toEqual(['resize a#2 on 0']);
  });

  it('are counted in an attempt that follows one that was killed', () => {
    const run = running({ realloc: 'always_attend' }, { retries: 2, timeout: 5 });
    run.at(5);
    run.at(5, run.exit('a', { code: 137 }));
    run.at(5, run.confirm('a'));
    run.at(6, run.update('a', 2));
    run.at(6, run.refuse('a'));
    run.at(6, run.refuse('a'));
    expect(run.at(6, run.refuse('a', 'busy'))).toEqual(['kill a#2 (refused: busy)']);
  });

  it('of a start take nothing from the waiting time', () => {
    const run = scenario({ cores: 1 });
    run.at(0, run.submit('a'));
    run.at(3, run.refuse('a'));
    expect(run.job('a').waitedAt(5)).toBe(5);
  });

  it('of a growth give back what it had taken, until it is tried again', () => {
    const run = running({ realloc: 'always_attend' });
    expect(run.at(1, run.update('a', 2))).toEqual(['resize a on 0-1']);
    expect(run.at(2, run.refuse('a'))).toEqual(['resize a on 0-1']);
    run.at(3, run.refuse('a'));
    expect(run.at(4, run.refuse('a'))).toEqual(['kill a (refused: no)']);
    expect(run.pool.freeCount).toBe(1);
    expect(run.at(5, run.exit('a'))).toEqual(['a failed 137: resize refused: no']);
  });

  it('of a resume give the cores back; the container is killed where it stands', () => {
    const run = pausing();
    run.at(3, run.confirm('a'));
    run.at(3, run.confirm('b'));
    run.at(4, run.exit('b'));
    for (let refusal = 0; refusal < 2; refusal++)
      expect(run.at(5, run.refuse('a'))).toEqual(['resume a on 0']);
    expect(run.at(5, run.refuse('a'))).toEqual(['kill a (refused: no)']);
    expect(run.pool.freeCount).toBe(2);
    expect(run.at(6, run.exit('a'))).toEqual(['a failed 137: resume refused: no']);
  });

  it('of a pause that is not wanted any more are forgotten: the job runs on, its turn beginning anew', () => {
    const run = scenario({ cores: 2, policy: 'rr', quantum: 2 });
    run.at(0, run.submit('a', { cores: 2 }), run.submit('b', { cores: 2 }));
    run.at(0, run.confirm('a'));
    expect(run.at(2)).toEqual(['pause a (turn_ended)']);
    // b shrinks to one core and a too, so both fit while the pause is on its way.
    run.at(2.5, run.update('b', 1), run.update('a', 1));
    expect(run.given()).toBe('a:1 b:1');
    expect(run.at(3, run.refuse('a'))).toEqual(['resize a on 0']);
    run.at(3, run.confirm('a'));
    expect([run.job('a').turnStart, run.job('a').waitedAt(4), run.job('a').servedAt(4)]).toEqual([3, 0, 4]);
    run.at(3, run.submit('c'));
    run.at(3, run.confirm('b'));
    expect(run.engine.nextTimer()).toBe(5);
  });

  it('of a start are a lost attempt, and queued again three times', () => {
    const run = scenario({ cores: 1 });
    expect(run.at(0, run.submit('a'))).toEqual(['start a on 0']);
    expect(run.at(1, run.refuse('a'))).toEqual(['start a#2 on 0']);
    expect(run.at(2, run.refuse('a'))).toEqual(['start a#3 on 0']);
    expect(run.at(3, run.refuse('a'))).toEqual(['start a#4 on 0']);
    expect(run.at(4, run.refuse('a', 'no image'))).toEqual(['a failed null: start refused: no image']);
    expect(run.pool.freeCount).toBe(1);
  });

  it('of a start go to the place in the queue that is due to a failed attempt', () => {
    const run = scenario({ cores: 1, policy: 'rr' });
    run.at(0, run.submit('a'), run.submit('b'));
    expect(run.at(1, run.refuse('a'))).toEqual(['start b on 0']);
  });

  it('of a kill are tried again, three times in all; then the container counts as gone', () => {
    const run = running({}, { timeout: 5 });
    run.at(5);
    expect(run.at(6, run.refuse('a'))).toEqual(['kill a (timeout)']);
    expect(run.at(7, run.refuse('a'))).toEqual(['kill a (timeout)']);
    expect(run.pool.freeCount).toBe(1);
    expect(run.at(8, run.refuse('a'))).toEqual(['a failed 137: timeout']);
    expect(run.pool.freeCount).toBe(2);
    expect(run.at(9, run.exit('a', { attempt: 1 }))).toEqual(['ignored: exited']);
  });

  it('of a kill are told as an exit, so that the log knows that the container counts as gone', () => {
    const run = running({}, { timeout: 5 });
    run.engine.step(5, []);
    for (const at of [6, 7]) run.at(at, run.refuse('a'));
    const action = run.inFlight('a');
    const { facts } = run.engine.step(8, [{ kind: 'refused', at: 8, action, reason: 'busy' }]);
    expect(facts[1]).toMatchObject({
      kind: 'exited',
      at: 8,
      attempt: 1,
      exit: { reason: 'kill refused: busy' },
    });
  });

  it('of a pause do not shorten the tries of the kill that follows', () => {
    const run = running({}, { timeout: 5 });
    run.at(4, run.submit('b', { cores: 2, priority: 5 }));
    run.at(4.5, run.refuse('a'));
    run.at(4.6, run.cancel());
    expect(run.at(4.7, run.refuse('a'))).toEqual(['kill a (cancelled: ctrl-c)']);
    expect(run.at(4.8, run.refuse('a'))).toEqual(['kill a (cancelled: ctrl-c)']);
    expect(run.at(4.9, run.refuse('a'))).toEqual(['kill a (cancelled: ctrl-c)']);
    expect(run.at(5, run.refuse('a'))).toEqual(['a cancelled 137: ctrl-c']);
  });

  it('of a kill count on when the job is cancelled too', () => {
    const run = running({}, { timeout: 5, retries: 1 });
    run.at(5);
    run.at(6, run.refuse('a'));
    run.at(6, run.refuse('a'));
    run.at(7, run.cancel());
    expect(run.at(8, run.refuse('a'))).toEqual(['a cancelled 137: ctrl-c']);
  });

  it('of what is not wanted any more do not shorten them either', () => {
    const run = running({ realloc: 'always_attend' }, { timeout: 5 });
    run.at(1, run.update('a', 2));
    run.at(2, run.refuse('a'));
    expect(run.at(3, run.refuse('a'), run.update('a', 1))).toEqual([]);
    expect(run.at(5)).toEqual(['kill a (timeout)']);
    expect(run.at(6, run.refuse('a'))).toEqual(['kill a (timeout)']);
  });

  it('that come late are ignored', () => {
    const run = pausing();
    const pause = run.inFlight('a');
    run.at(3, run.exit('a'));
    expect(run.at(4, (at) => ({ kind: 'refused', at, action: pause, reason: 'gone' }))).toEqual([
      'ignored: refused',
    ]);
  });
});

describe('kills', () => {
  it('hold the cores until the exit, whatever is confirmed', () => {
    const run = running({ cores: 1 }, { timeout: 5 });
    run.at(5, run.submit('b'));
    expect(run.inFlight('a').kind).toBe('kill');
    expect(run.at(6, run.confirm('a'))).toEqual([]);
    expect(run.at(7, run.exit('a', { code: 137 }))).toEqual(['a failed 137: timeout', 'start b on 0']);
  });

  it('wait for an action that is in flight', () => {
    const run = running({ realloc: 'always_attend' }, { timeout: 5 });
    run.at(4.9, run.update('a', 2));
    expect(run.at(5)).toEqual([]);
    expect(run.at(5.1, run.confirm('a'))).toEqual(['kill a (timeout)']);
    expect(run.at(5.2, run.exit('a'))).toEqual(['a failed 137: timeout']);
  });

  it('go before the next attempt, which waits for the cores of the last', () => {
    const run = running({ cores: 1 }, { timeout: 5, retries: 1 });
    expect(run.at(5)).toEqual(['kill a (timeout)']);
    expect(run.given()).toBe('a:1');
    expect(run.at(6, run.exit('a', { code: 137 }))).toEqual(['start a#2 on 0']);
  });
});
