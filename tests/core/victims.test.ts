import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario, type ScenarioOptions } from './scenario.js';

interface Runner {
  priority: number;
  cores: number;
  since?: number;
}

/** Jobs a, b, c ... run from their `since` on; then, at 10 s, `head` of priority 5 arrives: who gives way? */
function victimsFor(
  head: { cores: number; priority?: number },
  runners: readonly Runner[],
  options: Partial<ScenarioOptions> = {},
): string {
  const run = scenario({ cores: 8, policy: 'prio', preemptive: true, atOnce: true, ...options });
  startAll(run, runners);
  const lines = run.at(10, run.submit('head', { priority: 5, ...head }));
  return lines
    .filter((line) => line.startsWith('pause'))
    .map((line) => line.split(' ')[1])
    .join('');
}

function startAll(run: Scenario, runners: readonly Runner[]): void {
  runners
    .map((runner, index) => ({ id: String.fromCharCode('a'.charCodeAt(0) + index), since: 0, ...runner }))
    .sort((a, b) => a.since - b.since)
    .forEach(({ id, since, priority, cores }) => run.at(since, run.submit(id, { priority, cores })));
}

describe('who may be pushed out', () => {
  it.each([
    ['one whole point below', 4, 'a'],
    ['closer than a point', 4.5, ''],
    ['of the same priority', 5, ''],
    ['of a higher one', 6, ''],
    ['a point below but for less than 1e-9', 4 + 1e-10, 'a'],
    ['a point below but for 1e-8', 4 + 1e-8, ''],
  ])('a running job %s: "%s"', (_, priority, expected) => {
    expect(victimsFor({ cores: 8 }, [{ priority, cores: 8 }])).toBe(expected);
  });

  it.each([
    ['younger than the exemption', 4, ''],
    ['as old as the exemption', 5, 'a'],
    ['older than the exemption', 6, 'a'],
  ])('a job whose turn is %s', (_, age, expected) => {
    const runners = [{ priority: 0, cores: 8, since: 10 - age }];
    expect(victimsFor({ cores: 8 }, runners, { preemptExempt: 5 })).toBe(expected);
  });

  it('a job whose start is not confirmed yet, only when no turn is exempt', () => {
    for (const preemptExempt of [0, 1]) {
      const run = scenario({ cores: 1, policy: 'prio', preemptive: true, preemptExempt });
      run.at(0, run.submit('a'));
      run.at(9, run.submit('head', { priority: 5 }));
      expect(run.given()).toBe(preemptExempt === 0 ? 'head:1' : 'a:1');
    }
  });

  it('nobody under other policies, nor without --preemptive', () => {
    const runners = [{ priority: 0, cores: 8 }];
    for (const policy of ['fcfs', 'rr', 'prio'])
      expect(victimsFor({ cores: 8 }, runners, { policy, preemptive: false, quantum: 100 })).toBe('');
  });
});

describe('in which order they are taken', () => {
  // Each rule takes another one of the three first, and one is enough. Less than a point apart, they leave each other alone.
  const runners = [
    { priority: 2, cores: 2, since: 0 },
    { priority: 2.4, cores: 1, since: 2 },
    { priority: 1.6, cores: 3, since: 3 },
    { priority: 9, cores: 2 },
  ];
  it.each([
    ['longest_run', 'a'],
    ['smallest_request', 'b'],
    ['lowest_priority', 'c'],
  ] as const)('%s: %s', (victim, expected) => {
    expect(victimsFor({ cores: 1 }, runners, { victim })).toBe(expected);
  });

  it('smallest_request looks at what was asked for at submission', () => {
    const run = scenario({
      cores: 6,
      policy: 'prio',
      preemptive: true,
      victim: 'smallest_request',
      atOnce: true,
    });
    run.at(0, run.submit('a', { cores: 2 }), run.submit('b', { cores: 3 }));
    run.at(1, run.update('b', 1));
    run.at(1, run.submit('c', { cores: 3, priority: 9 }));
    expect(run.at(10, run.submit('head', { priority: 5 }))[0]).toBe('pause a (gave_way to head)');
  });

  it.each(['longest_run', 'smallest_request'] as const)(
    'ties of %s: lower priority, then later arrival, then later place in the file',
    (victim) => {
      const tied = { cores: 2, priority: 2 };
      expect(victimsFor({ cores: 2 }, [tied, { ...tied, priority: 1 }, tied, tied], { victim })).toBe('b');
      expect(victimsFor({ cores: 2 }, [tied, tied, tied, tied], { victim })).toBe('d');
    },
  );

  it('ties of lowest_priority: later arrival', () => {
    const tied = { cores: 4, priority: 2 };
    expect(victimsFor({ cores: 2 }, [{ ...tied, since: 1 }, tied], { victim: 'lowest_priority' })).toBe('a');
  });

  it('longest_run counts the service of all turns', () => {
    const run = scenario({ cores: 2, policy: 'prio', preemptive: true, atOnce: true });
    run.at(0, run.submit('old'));
    run.at(2, run.submit('young'));
    run.at(8, run.submit('guest', { cores: 2, priority: 3 }));
    run.at(9, run.exit('guest'));
    // old: 8 + 1 s, young: 6 + 1 s, though both turns are of the same age.
    expect(run.at(10, run.submit('head', { priority: 5 }))[0]).toBe('pause old (gave_way to head)');
  });
});

describe('how many are taken', () => {
  const low = (cores: number): Runner => ({ priority: 0, cores });

  it('nobody when all together do not suffice', () => {
    expect(victimsFor({ cores: 8 }, [low(4), { priority: 9, cores: 4 }])).toBe('');
  });

  it('nobody when free cores do', () => {
    expect(victimsFor({ cores: 4 }, [low(4)])).toBe('');
  });

  it('as many as are needed beside the free cores', () => {
    expect(victimsFor({ cores: 5 }, [low(2), low(2), low(2)])).toBe('cb');
  });

  it('those let go, in the order taken, without whom the others suffice', () => {
    // Taken: c (1), b (1) and a (6), 8 cores; without c there are 7, without b too 6.
    expect(victimsFor({ cores: 6 }, [low(6), low(1), low(1)])).toBe('a');
    // Taken: c (1), b (2) and a (3), 6 cores; without c there are 5, without b too 3. From the other end, b would be let go.
    expect(victimsFor({ cores: 4 }, [low(3), low(2), low(1), { priority: 9, cores: 2 }])).toBe('ba');
  });

  it('one that was needed when it was taken is let go when a later one suffices alone', () => {
    const runners = [
      { priority: 1, cores: 2 },
      { priority: 2, cores: 6 },
    ];
    expect(victimsFor({ cores: 6 }, runners, { victim: 'lowest_priority' })).toBe('b');
    expect(victimsFor({ cores: 2 }, runners, { victim: 'lowest_priority' })).toBe('a');
  });
});
