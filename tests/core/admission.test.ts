import { describe, expect, it } from '@jest/globals';
import { scenario } from './scenario.js';

describe('without preemption', () => {
  it('admits from the head on until one does not fit, and nobody overtakes it', () => {
    const run = scenario({ cores: 3, atOnce: true });
    run.at(0, run.submit('a', { cores: 2 }), run.submit('b', { cores: 2 }), run.submit('c'));
    expect([run.given(), run.waiting()]).toEqual(['a:2', 'b c']);
    run.at(1, run.exit('a'));
    expect([run.given(), run.waiting()]).toEqual(['b:2 c:1', '']);
  });

  it.each([
    ['strict', 3, 'a:2', 'b'],
    ['always_attend', 3, 'a:2 b:1', ''],
    ['always_attend', 2, 'a:2', 'b'],
    ['max_prop', 3, 'a:2 b:1', ''],
    ['max_prop', 2, 'a:1 b:1', ''],
    ['max_prop', 1, 'a:1', 'b'],
  ])(
    '%s on %d cores: two jobs that ask for 2 and take 1 get %s, waiting: %s',
    (realloc, cores, given, waiting) => {
      const run = scenario({ cores, realloc });
      const asked = { cores: Math.min(2, cores) };
      run.at(0, run.submit('a', asked), run.submit('b', asked));
      expect([run.given(), run.waiting()]).toEqual([given, waiting]);
    },
  );

  it('waits for the minimum of a job, not only for one core', () => {
    const run = scenario({ cores: 3, realloc: 'always_attend' });
    run.at(0, run.submit('a', { cores: 2 }), run.submit('b', { cores: 2, minCores: 2 }));
    expect([run.given(), run.waiting()]).toEqual(['a:2', 'b']);
  });

  it('decides once for all that arrives at an instant', () => {
    const run = scenario({ cores: 2, policy: 'prio' });
    expect(run.at(0, run.submit('low', { cores: 2 }), run.submit('high', { cores: 2, priority: 1 }))).toEqual(
      ['start high on 0-1'],
    );
  });
});

describe('with preemption', () => {
  const rules = { policy: 'prio', preemptive: true, atOnce: true };

  it('pauses who must give way, and resumes it on its old cores', () => {
    const run = scenario({ cores: 2, ...rules });
    run.at(0, run.submit('a', { cores: 2 }));
    expect(run.at(1, run.submit('b', { priority: 1 }))).toEqual(['pause a (gave_way to b)', 'start b on 0']);
    expect(run.at(2, run.exit('b'))).toEqual(['b done 0', 'resume a on 0-1']);
  });

  it('resizes a victim that is admitted again with fewer cores: it was not preempted', () => {
    const run = scenario({ cores: 4, ...rules, realloc: 'always_attend' });
    run.at(0, run.submit('a', { cores: 4 }));
    expect(run.at(1, run.submit('b', { cores: 3, minCores: 3, priority: 1 }))).toEqual([
      'resize a on 0',
      'start b on 1-3',
    ]);
  });

  it('lets a victim push out jobs below it in turn', () => {
    const run = scenario({ cores: 4, ...rules });
    run.at(0, run.submit('a', { cores: 2, priority: 1 }));
    run.at(1, run.submit('b', { cores: 2 }));
    // c takes the cores of a, the job of the longest run, and a takes those of b.
    expect(run.at(2, run.submit('c', { cores: 2, priority: 2 }))).toEqual([
      'pause b (gave_way to a)',
      'start c on 2-3',
    ]);
    expect([run.given(), run.waiting()]).toEqual(['a:2 c:2', 'b']);
  });

  describe('behind a blocked job', () => {
    // `high` holds 3 of 4 cores; `blocked` asks for 2 of them, and one is free.
    const behind = (...later: { id: string; priority: number; cores?: number }[]): string[] => {
      const run = scenario({ cores: 4, ...rules });
      run.at(
        0,
        run.submit('high', { cores: 3, priority: 9 }),
        run.submit('blocked', { cores: 2, priority: 5 }),
      );
      const happenings = later.map(({ id, ...more }) => run.submit(id, more));
      run.at(1, ...happenings);
      return [run.given(), run.waiting()];
    };

    it.each([
      ['a whole point below is admitted', 4, ['high:3 later:1', 'blocked']],
      ['closer than a point waits', 4.5, ['high:3', 'blocked later']],
      ['of the same priority waits', 5, ['high:3', 'blocked later']],
    ])('one %s', (_, priority, expected) => {
      expect(behind({ id: 'later', priority })).toEqual(expected);
    });

    it('one that does not fit is blocked too, and those behind it are compared with it', () => {
      expect(
        behind(
          { id: 'wide', priority: 4, cores: 2 },
          { id: 'near', priority: 3.5 },
          { id: 'low', priority: 2.5 },
        ),
      ).toEqual(['high:3 low:1', 'blocked wide near']);
    });

    it('one that waits for its closeness to the blocked job blocks those close to it', () => {
      expect(behind({ id: 'close', priority: 4.5 }, { id: 'far', priority: 4 })).toEqual([
        'high:3',
        'blocked close far',
      ]);
      expect(behind({ id: 'close', priority: 4.5 }, { id: 'farther', priority: 3.5 })).toEqual([
        'high:3 farther:1',
        'blocked close',
      ]);
    });

    it('pushes nobody out', () => {
      const run = scenario({ cores: 4, ...rules });
      run.at(0, run.submit('high', { cores: 3, priority: 9 }), run.submit('low', { priority: 1 }));
      run.at(1, run.submit('blocked', { cores: 3, priority: 5 }), run.submit('later', { priority: 3 }));
      expect([run.given(), run.waiting()]).toEqual(['high:3 low:1', 'blocked later']);
    });

    it('pushes nobody out, even if that would make enough beside free cores', () => {
      const run = scenario({ cores: 5, ...rules });
      run.at(0, run.submit('high', { cores: 3, priority: 9 }), run.submit('low', { priority: 1 }));
      run.at(
        1,
        run.submit('blocked', { cores: 3, priority: 5 }),
        run.submit('later', { cores: 2, priority: 3 }),
        run.submit('last', { priority: 0 }),
      );
      expect([run.given(), run.waiting()]).toEqual(['high:3 low:1 last:1', 'blocked later']);
    });

    it('can take the cores back at any time', () => {
      const run = scenario({ cores: 4, ...rules });
      run.at(
        0,
        run.submit('high', { cores: 3, priority: 9 }),
        run.submit('blocked', { cores: 2, priority: 5 }),
      );
      run.at(1, run.submit('later', { priority: 4 }));
      run.at(2, run.update('high', 2));
      expect([run.given(), run.waiting()]).toEqual(['high:2 blocked:2', 'later']);
    });
  });

  it('begins no new turn for a job that runs before and after the decision', () => {
    const run = scenario({ cores: 2, ...rules, realloc: 'always_attend', preemptExempt: 4 });
    run.at(0, run.submit('a', { cores: 2 }));
    expect(run.at(4, run.submit('b', { priority: 2 }))).toEqual(['resize a on 0', 'start b on 1']);
    // Its turn began at 0: at 5 it is 5 s old and gives way. b is safe until 8.
    expect(run.at(5, run.submit('c', { priority: 1 }))).toEqual(['pause a (gave_way to c)', 'start c on 0']);
  });

  it('begins a new turn for a job that is resumed', () => {
    const run = scenario({ cores: 1, ...rules, preemptExempt: 4 });
    run.at(0, run.submit('a'));
    run.at(4, run.submit('b', { priority: 2 }));
    expect(run.at(5, run.exit('b'))).toEqual(['b done 0', 'resume a on 0']);
    expect(run.at(8, run.submit('c', { priority: 2 }))).toEqual([]);
    expect(run.at(9)).toEqual(['pause a (gave_way to c)', 'start c on 0']);
  });
});

describe('a job that lacks memory', () => {
  it('is passed over and blocks nobody', () => {
    const run = scenario({ cores: 3, memory: 10, atOnce: true });
    run.at(0, run.submit('a', { memory: 8 }), run.submit('b', { memory: 4 }), run.submit('c', { memory: 2 }));
    expect([run.given(), run.waiting()]).toEqual(['a:1 c:1', 'b']);
  });

  it('does not free those behind it from the point rule of a job that is blocked', () => {
    const run = scenario({ cores: 4, memory: 10, policy: 'prio', preemptive: true, atOnce: true });
    run.at(
      0,
      run.submit('high', { cores: 3, priority: 9, memory: 8 }),
      run.submit('blocked', { cores: 2, priority: 5 }),
    );
    run.at(1, run.submit('big', { priority: 4.8, memory: 4 }), run.submit('close', { priority: 4.5 }));
    expect([run.given(), run.waiting()]).toEqual(['high:3', 'blocked big close']);
    run.at(2, run.submit('far', { priority: 3.5 }));
    expect([run.given(), run.waiting()]).toEqual(['high:3 far:1', 'blocked big close']);
  });

  it('is no blocked job: those close behind it are admitted', () => {
    const run = scenario({ cores: 2, memory: 10, policy: 'prio', preemptive: true, atOnce: true });
    run.at(0, run.submit('high', { priority: 9, memory: 8 }));
    run.at(1, run.submit('big', { priority: 5, memory: 4 }), run.submit('close', { priority: 4.5 }));
    expect([run.given(), run.waiting()]).toEqual(['high:1 close:1', 'big']);
  });

  it('is no blocked job behind one that is', () => {
    const run = scenario({ cores: 4, memory: 10, policy: 'prio', preemptive: true, atOnce: true });
    run.at(
      0,
      run.submit('high', { cores: 3, priority: 9, memory: 8 }),
      run.submit('blocked', { cores: 2, priority: 5 }),
    );
    // `big` is close to the blocked job and far from having memory; `far` is close to `big` alone.
    run.at(1, run.submit('big', { priority: 4.5, memory: 4 }), run.submit('far', { priority: 4 }));
    expect([run.given(), run.waiting()]).toEqual(['high:3 far:1', 'blocked big']);
  });

  it('is looked at again when a job gives way that was not dispatched yet', () => {
    const run = scenario({ cores: 1, memory: 10, policy: 'prio', preemptive: true });
    run.at(0, run.submit('a'));
    run.at(0, run.confirm('a'));
    run.at(1, run.submit('b', { priority: 2, memory: 8 }));
    expect([run.given(), run.inFlight('a').kind]).toEqual(['b:1', 'pause']);
    // `big` goes first and lacks the memory that b has until `high` takes its core.
    run.at(2, run.submit('big', { priority: 9, memory: 8 }), run.submit('high', { priority: 4 }));
    expect([run.given(), run.waiting()]).toEqual(['big:1', 'high b a']);
  });

  it('pushes nobody out, for that would give it no memory', () => {
    const run = scenario({ cores: 1, memory: 10, policy: 'prio', preemptive: true, atOnce: true });
    run.at(0, run.submit('low', { memory: 8 }));
    expect(run.at(1, run.submit('high', { priority: 5, memory: 8 }))).toEqual([]);
  });
});
