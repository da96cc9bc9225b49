import { describe, expect, it } from '@jest/globals';
import { scenario } from './scenario.js';

describe('order of actions', () => {
  it('gives cores back before it takes them, and takes only what is free', () => {
    const run = scenario({ cores: 3, realloc: 'max_prop' });
    run.at(0, run.submit('a', { cores: 2 }));
    run.at(0, run.confirm('a'));
    expect(run.at(1, run.submit('b'))).toEqual(['resize a on 0-1']);
    expect(run.at(2, run.confirm('a'))).toEqual(['start b on 2']);
  });

  it('orders a pause before the start for which there is room beside it', () => {
    const run = scenario({ cores: 2, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a'), run.submit('low'));
    run.at(0, run.confirm('a'), run.confirm('low'));
    run.at(1, run.exit('a'));
    expect(run.at(2, run.submit('b', { priority: 2 }), run.submit('c', { priority: 1 }))).toEqual([
      'pause low (gave_way to c)',
      'start b on 0',
    ]);
    expect(run.at(3, run.confirm('low'))).toEqual(['start c on 1']);
  });

  it('takes as soon as the cores are there, of whomever they were', () => {
    const run = scenario({ cores: 4, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a', { cores: 2 }), run.submit('b', { cores: 2 }));
    run.at(0, run.confirm('a'), run.confirm('b'));
    run.at(1, run.submit('c', { cores: 3, priority: 2 }), run.submit('d', { priority: 4 }));
    expect([run.given(), run.waiting()]).toEqual(['c:3 d:1', 'a b']);
    expect(run.at(2, run.confirm('b'))).toEqual(['start d on 2']);
    expect(run.at(3, run.confirm('a'))).toEqual(['start c on 0-1,3']);
  });

  it('numbers actions in the order in which they are given out', () => {
    const run = scenario({ cores: 3 });
    run.at(0, run.submit('a'), run.submit('b'));
    run.at(1, run.submit('c'));
    expect(['a', 'b', 'c'].map((id) => run.inFlight(id).id)).toEqual([1, 2, 3]);
  });
});

describe('one action in flight a job', () => {
  it('orders nothing more of a job until its action is confirmed', () => {
    const run = scenario({ cores: 1, policy: 'prio', preemptive: true });
    expect(run.at(0, run.submit('a'))).toEqual(['start a on 0']);
    expect(run.at(1, run.submit('b', { priority: 1 }))).toEqual([]);
    expect(run.at(2, run.confirm('a'))).toEqual(['pause a (gave_way to b)']);
    expect(run.at(3, run.confirm('a'))).toEqual(['start b on 0']);
  });

  it('has the newest decision win once it is settled: a job admitted again during its pause is resumed', () => {
    const run = scenario({ cores: 2, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a'), run.submit('x', { priority: 9 }));
    run.at(0, run.confirm('a'), run.confirm('x'));
    expect(run.at(1, run.submit('b', { priority: 5 }))).toEqual(['pause a (gave_way to b)']);
    expect(run.at(2, run.exit('x'))).toEqual(['x done 0', 'start b on 0']);
    expect([run.given(), run.waiting()]).toEqual(['a:1 b:1', '']);
    expect(run.at(3, run.confirm('a'))).toEqual(['resume a on 1']);
  });

  it('lets a job that is sent back again while its pause is in flight go on waiting', () => {
    const run = scenario({ cores: 2, policy: 'prio', preemptive: true, aging: 0.001 });
    run.at(0, run.submit('a'), run.submit('x', { priority: 9 }));
    run.at(0, run.confirm('a'), run.confirm('x'));
    run.at(1, run.submit('b', { priority: 5 }));
    run.at(2, run.exit('x'));
    expect(run.given()).toBe('a:1 b:1');
    run.at(4, run.submit('c', { priority: 9 }));
    expect([run.given(), run.job('a').waitedAt(4)]).toEqual(['b:1 c:1', 3]);
    // It ran all the while: from here on it really waits.
    run.at(5, run.confirm('a'));
    expect(run.job('a').waitedAt(7)).toBe(2);
  });

  it('supersedes a resize that was not sent yet by a newer one', () => {
    const run = scenario({ cores: 4, realloc: 'max_prop' });
    run.at(0, run.submit('a', { cores: 4 }));
    run.at(0, run.confirm('a'));
    expect(run.at(1, run.submit('b', { cores: 4 }))).toEqual(['resize a on 0-1']);
    expect(run.at(2, run.submit('c', { cores: 2 }), run.submit('d', { cores: 2 }))).toEqual([]);
    expect(run.given()).toBe('a:1 b:1 c:1 d:1');
    expect(run.at(3, run.confirm('a'))).toEqual(['resize a on 0', 'start b on 2', 'start c on 3']);
    expect(run.at(4, run.confirm('a'))).toEqual(['start d on 1']);
  });

  it('orders nothing when what is decided at last is what is there already', () => {
    const run = scenario({ cores: 4 });
    run.at(0, run.submit('a', { cores: 2 }));
    run.at(0, run.confirm('a'));
    expect(run.at(1, run.update('a', 3))).toEqual(['resize a on 0-2']);
    expect(run.at(2, run.update('a', 4))).toEqual([]);
    expect(run.at(2, run.update('a', 3))).toEqual([]);
    expect(run.at(3, run.confirm('a'))).toEqual([]);
  });
});

describe('which cores', () => {
  it('a resize adds or drops and never moves', () => {
    const run = scenario({ cores: 4, realloc: 'max_prop', atOnce: true });
    run.at(0, run.submit('a', { cores: 2 }), run.submit('b', { cores: 2 }));
    expect(run.at(1, run.submit('c', { cores: 4 }))).toEqual([
      'resize a on 0',
      'resize b on 2',
      'start c on 1,3',
    ]);
    expect(run.at(2, run.exit('a'))).toEqual(['a done 0', 'resize c on 1,3,0']);
  });

  it('a resumed job gets its old cores where they are free', () => {
    const run = scenario({ cores: 4, policy: 'prio', preemptive: true, atOnce: true });
    run.at(0, run.submit('a'), run.submit('b', { cores: 2 }));
    run.at(1, run.submit('c', { cores: 4, priority: 3 }));
    expect(run.at(2, run.exit('c'), run.submit('d', { priority: 9 }))).toEqual([
      'c done 0',
      'start d on 0',
      'resume a on 1',
      'resume b on 2-3',
    ]);
    run.at(3, run.submit('e', { cores: 3, priority: 3 }));
    expect(run.at(4, run.exit('e'))).toEqual(['e done 0', 'resume a on 1', 'resume b on 2-3']);
  });

  it('a resumed job gets its old cores though lower ones are free too', () => {
    const run = scenario({ cores: 4, policy: 'prio', preemptive: true, atOnce: true });
    run.at(0, run.submit('x', { cores: 2, priority: 1 }), run.submit('a', { cores: 2 }));
    expect(run.at(1, run.submit('b', { cores: 2, priority: 9 }))).toEqual([
      'pause a (gave_way to b)',
      'start b on 2-3',
    ]);
    expect(run.at(2, run.exit('x'), run.exit('b'))).toEqual(['x done 0', 'b done 0', 'resume a on 2-3']);
  });

  it('a job grows next to the cores that it has', () => {
    const seats = new Map([0, 1, 2, 3, 4, 5].map((id) => [id, { physical: id, node: id < 3 ? 0 : 1 }]));
    const run = scenario({ cores: 6, seats, realloc: 'always_attend', atOnce: true });
    expect(run.at(0, run.submit('x', { cores: 3 }), run.submit('a'))).toEqual([
      'start x on 0-2',
      'start a on 3',
    ]);
    expect(run.at(1, run.update('x', 2))).toEqual(['resize x on 0-1']);
    // Core 2, lower and on the fuller node, is free too.
    expect(run.at(2, run.update('a', 2))).toEqual(['resize a on 3-4']);
  });

  it('under the baseline jobs hold no cores and get shares of them', () => {
    const run = scenario({ cores: 2, policy: 'none', atOnce: true });
    expect(run.at(0, run.submit('a', { cores: 2 }))).toEqual(['start a with 2']);
    expect(run.at(1, run.submit('b', { cores: 2 }))).toEqual(['start b with 1', 'share a with 1']);
    expect(run.at(2, run.exit('a'))).toEqual(['a done 0', 'share b with 2']);
    expect(run.pool.freeCount).toBe(2);
  });
});
