import { describe, expect, it } from '@jest/globals';
import { RuleError } from '../../src/core/errors.js';
import type { JobView } from '../../src/core/job.js';
import type { Backlog, Policy, Preemption } from '../../src/core/policy.js';
import type { Cores, Realloc } from '../../src/core/realloc.js';
import { guardPolicy, guardRealloc } from '../../src/driver/guard.js';
import { checkerOf, instantiate, type Rules } from '../../src/driver/rules.js';
import { drive } from '../../src/driver/drive.js';
import { Engine } from '../../src/core/engine.js';
import { Pool } from '../../src/core/pool.js';
import { Feed } from '../../src/driver/feed.js';
import { SimExecutor } from '../../src/executors/sim/sim-executor.js';
import { linear } from '../../src/executors/sim/speedup.js';
import { DEFAULT_POLICY_OPTIONS, type PolicyModule } from '../../src/policies/policy-module.js';
import { fcfs } from '../../src/policies/fcfs.js';
import type { ReallocModule } from '../../src/realloc/realloc-module.js';
import { strict } from '../../src/realloc/strict.js';
import { requestOf } from '../core/scenario.js';
import { jobView } from '../policies/job-view.js';

/** A policy as a file of the user's own may give it: what it says is not checked by any compiler. */
function ownPolicy(made: unknown): PolicyModule {
  const create = typeof made === 'function' ? made : () => made;
  return guardPolicy({ name: 'mine', summary: '', options: [], create: create as () => Policy });
}

function ownMode(made: unknown): ReallocModule {
  const create = typeof made === 'function' ? made : () => made;
  return guardRealloc({ name: 'mine', summary: '', resizes: 'up_to_max', create: create as () => Realloc });
}

const byArrival = (a: JobView, b: JobView): number => a.arrivalRank - b.arrivalRank;
const wholeRequest = { claim: one('request'), hold: one('given'), admit: one('request') };

function one(key: 'request' | 'given'): (job: JobView) => number {
  return (job) => job[key];
}

/** Two cores, four jobs of 10 s that ask for one: a (two from 5 on) and b from 0 on, c with priority 9 and d from 1 on. */
async function run(policy: PolicyModule, realloc: ReallocModule = strict): Promise<void> {
  const rules: Rules = { policy, realloc, options: DEFAULT_POLICY_OPTIONS };
  const pool = new Pool([0, 1]);
  const engine = new Engine({ ...instantiate(rules), pool });
  const arrivals = [0, 0, 1, 1];
  const feed = new Feed(
    arrivals.map((arrival, index) => ({ arrival, updates: index === 0 ? [{ at: 5, cores: 2 }] : [] })),
    (index) => requestOf('abcd'.charAt(index), index, arrivals[index]!, 2, { priority: index === 2 ? 9 : 0 }),
  );
  const executor = new SimExecutor(() => ({ model: 'spin', duration: 10, startup: 0 }), linear);
  const onStep = checkerOf(rules, engine, pool, feed);
  await drive({ engine, feed, executor, recorder: { append: () => undefined }, onStep });
}

function preempting(own: Partial<Preemption>): unknown {
  const preemption = {
    yields: (running: JobView, waiting: JobView) => running.priority < waiting.priority,
    compareVictims: byArrival,
    exemption: 0,
    overtakes: () => false,
    tick: undefined,
    ...own,
  };
  return { compare: byArrival, preemption };
}

describe('a policy of the user’s own', () => {
  it('runs like a built-in one, by its own name', async () => {
    const module = ownPolicy({ compare: byArrival, quantum: 3, compareAttended: byArrival });
    await run(module);
    const policy = module.create(DEFAULT_POLICY_OPTIONS);
    expect([policy.name, policy.quantum, module.checked]).toEqual(['mine', 3, true]);
    expect(policy.compareAttended?.(jobView({ arrivalRank: 1 }), jobView(), 0)).toBe(1);
  });

  it('may be an object of a class', async () => {
    class Widest {
      readonly factor = 2;
      get quantum(): number {
        return this.factor * 2;
      }
      compare(a: JobView, b: JobView): number {
        return this.factor * byArrival(a, b);
      }
    }
    const module = ownPolicy(new Widest());
    await run(module);
    expect(module.create(DEFAULT_POLICY_OPTIONS).quantum).toBe(4);
  });

  it('may preempt', async () => {
    await expect(run(ownPolicy(preempting({ tick: 2 })))).resolves.toBeUndefined();
  });

  it('may backfill, reorder and charge', async () => {
    const charged = new Set<string>();
    const policy = {
      compare: byArrival,
      reorders: true,
      charge: (job: JobView) => void charged.add(job.id),
      backfill: {
        *starts(backlog: Backlog) {
          for (
            let job = backlog.first();
            job !== undefined && job.request <= backlog.free;
            job = backlog.first()
          ) {
            yield job;
          }
        },
      },
    };
    await expect(run(ownPolicy(policy))).resolves.toBeUndefined();
    expect(charged.size).toBeGreaterThan(0);
  });

  const broken: readonly (readonly [string, unknown, string])[] = [
    ['is nothing', undefined, 'create() must give { compare(a, b, now) }'],
    ['is null', null, 'create() must give { compare(a, b, now) }'],
    ['is empty', {}, 'create() must give { compare(a, b, now) }'],
    ['throws when it is made', () => failWith('no file'), 'no file'],
    ['throws when it is asked', { compare: () => failWith('oh no') }, 'oh no'],
    ['throws what is no error', { compare: throwText }, 'a text'],
    ['compares to NaN', { compare: () => Number.NaN }, 'compare gives NaN instead of a number'],
    ['compares to nothing', { compare: () => undefined }, 'compare gives undefined instead of a number'],
    ['compares to a text', { compare: () => '1' }, 'compare gives 1 instead of a number'],
    [
      'has a quantum of 0',
      { compare: byArrival, quantum: 0 },
      'quantum must be a number of seconds, 0.001 or more',
    ],
    [
      'has a quantum of NaN',
      { compare: byArrival, quantum: NaN },
      'quantum must be a number of seconds, 0.001 or more',
    ],
    [
      'has a quantum in words',
      { compare: byArrival, quantum: '5' },
      'quantum must be a number of seconds, 0.001 or more',
    ],
    [
      'starts a job that does not fit',
      {
        compare: byArrival,
        backfill: { starts: (backlog: Backlog) => [backlog.first(), backlog.after(backlog.first()!)] },
      },
      'starts c, which cannot start',
    ],
    ['starts nothing', { compare: byArrival, backfill: { starts: () => failWith('no list') } }, 'no list'],
    ['throws when it is charged', { compare: byArrival, charge: () => failWith('no money') }, 'no money'],
    ['knows no order', { compare: () => 0 }, 'c waits behind d, which compare does not put before it'],
    [
      'has an exemption of NaN',
      preempting({ exemption: Number.NaN }),
      'preemption.exemption must be a number of seconds, 0 or more',
    ],
    [
      'has a tick of 0',
      preempting({ tick: 0 }),
      'preemption.tick must be a number of seconds, 0.001 or more',
    ],
    ['throws about victims', preempting({ yields: () => failWith('who?') }), 'who?'],
    [
      'compares victims to NaN',
      preempting({ yields: () => true, compareVictims: () => Number.NaN }),
      'compareVictims gives NaN instead of a number',
    ],
    ['throws about overtaking', preempting({ overtakes: () => failWith('whom?') }), 'whom?'],
    [
      'lets all push out all',
      preempting({ yields: () => true }),
      'jobs push each other out for ever, a among them',
    ],
  ];

  it.each(broken)('that %s is stopped by its name', async (_, made, message) => {
    await expect(run(ownPolicy(made))).rejects.toThrow(new RuleError(`mine: ${message}`));
  });
});

describe('a mode of the user’s own', () => {
  it('runs like a built-in one, by its own name', async () => {
    const module = ownMode({
      ...wholeRequest,
      updated: (job: JobView, cores: Cores) => {
        if (cores.free + job.given >= job.request) cores.give(job, job.request);
      },
      left: () => undefined,
      beforeAdmission: () => undefined,
      afterAdmission: () => undefined,
      check: () => undefined,
    });
    await run(fcfs, module);
    expect([module.create().name, module.checked]).toEqual(['mine', true]);
  });

  const broken: readonly (readonly [string, unknown, string])[] = [
    ['is nothing', undefined, 'create() must give { claim, hold, admit }'],
    ['is empty', {}, 'realloc.claim is not a function'],
    ['throws when it is made', () => failWith('no file'), 'no file'],
    ['claims NaN', { ...wholeRequest, claim: () => NaN }, 'claim gives NaN instead of a number'],
    [
      'claims nothing',
      { ...wholeRequest, claim: () => 0 },
      'claim of a is 0, and must be a whole number of cores from 1 on',
    ],
    [
      'claims without end',
      { ...wholeRequest, claim: () => Infinity },
      'claim of a is Infinity, and must be a whole number of cores from 1 on',
    ],
    [
      'claims more than there is',
      { ...wholeRequest, claim: () => 3 },
      'a claims 3 of 2 cores, which never are free',
    ],
    ['holds NaN', { ...wholeRequest, hold: () => NaN }, 'hold gives NaN instead of a number'],
    ['admits with NaN', { ...wholeRequest, admit: () => NaN }, 'admit gives NaN instead of a number'],
    [
      'admits with half a core',
      { ...wholeRequest, admit: () => 0.5 },
      'gives 0.5 cores to a, which takes 1 to 2',
    ],
    ['gives more than there is', { ...wholeRequest, admit: () => 2, hold: () => 1 }, '4 cores given of 2'],
    [
      'gives cores to a job that waits',
      { ...wholeRequest, beforeAdmission: giveToHead },
      'gives cores to a, which is not attended',
    ],
    ['throws at an update', { ...wholeRequest, updated: () => failWith('what?') }, 'what?'],
    ['throws when a job leaves', { ...wholeRequest, left: () => failWith('bye') }, 'bye'],
    ['throws before admission', { ...wholeRequest, beforeAdmission: () => failWith('early') }, 'early'],
    ['throws after admission', { ...wholeRequest, afterAdmission: () => failWith('late') }, 'late'],
    ['finds fault with itself', { ...wholeRequest, check: () => 'I am wrong' }, 'mine: I am wrong'],
    ['throws when it checks itself', { ...wholeRequest, check: () => failWith('unsure') }, 'unsure'],
  ];

  it.each(broken)('that %s is stopped by its name', async (_, made, message) => {
    await expect(run(fcfs, ownMode(made))).rejects.toThrow(new RuleError(`mine: ${message}`));
  });
});

function failWith(message: string): never {
  throw new Error(message);
}

function throwText(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as files of others may
  throw 'a text';
}

function giveToHead(cores: Cores): void {
  cores.give(jobView({ id: 'a' }), 1);
}
