import { describe, expect, it } from '@jest/globals';
import type { Action, ActionKind } from '../../../src/core/actions.js';
import type { Fact } from '../../../src/core/facts.js';
import { Job } from '../../../src/core/job-state.js';
import { NO_OVERHEADS, type Overheads, SimExecutor } from '../../../src/executors/sim/sim-executor.js';
import { amdahl, linear, type Speedup } from '../../../src/executors/sim/speedup.js';
import { requestOf } from '../../core/scenario.js';

interface Given {
  readonly overheads?: Partial<Overheads>;
  readonly startup?: number;
  readonly speedup?: Speedup;
}

/** A simulator of programs of 12 s on 2 cores; actions and facts are written and read as text. */
function simulation({ overheads = {}, startup = 0, speedup = linear }: Given = {}): {
  order: (kind: ActionKind, id: string, cores?: number, attempt?: number) => void;
  next: (until?: number) => string[];
  executor: SimExecutor;
} {
  const program = { model: 'spin', duration: 12, startup };
  const executor = new SimExecutor(() => program, speedup, { ...NO_OVERHEADS, ...overheads });
  const jobs = new Map<string, Job>();
  let actions = 0;
  const jobOf = (id: string): Job => {
    const job = jobs.get(id) ?? new Job(requestOf(id, jobs.size, 0, 8, { cores: 2 }), jobs.size);
    jobs.set(id, job);
    return job;
  };
  return {
    executor,
    order(kind, id, cores = 0, attempt = 1) {
      const action: Action = {
        id: ++actions,
        kind,
        job: jobOf(id),
        attempt,
        cores,
        ids: [],
        cause: undefined,
        decided: undefined,
      };
      executor.apply(action);
    },
    next(until = Infinity) {
      const { now, facts } = executor.next(until);
      return [`at ${Number(now.toFixed(9))}`, ...facts.map(factText)];
    },
  };
}

function factText(fact: Fact): string {
  switch (fact.kind) {
    case 'confirmed':
      return `${fact.action.kind} of ${fact.action.job.id}`;
    case 'exited':
      return `exit of ${fact.job.id}: ${fact.exit.code}`;
    case 'cancelled':
      return `cancelled: ${fact.reason}`;
    default:
      throw new Error(`the simulator tells no ${fact.kind}`);
  }
}

describe('the clock', () => {
  it('jumps to what happens next, or to the time asked for if that is earlier', () => {
    const { order, next } = simulation();
    order('start', 'a', 2);
    expect(next()).toEqual(['at 0', 'start of a']);
    expect(next(5)).toEqual(['at 5']);
    expect(next(50)).toEqual(['at 12', 'exit of a: 0']);
    expect(next(50)).toEqual(['at 50']);
  });

  it('tells at once what happens at once', () => {
    const { order, next } = simulation();
    next(3);
    order('start', 'a', 2);
    order('start', 'b', 4);
    expect(next(4)).toEqual(['at 3', 'start of a', 'start of b']);
  });

  it('tells together what happens less than 1e-9 s apart', () => {
    const { order, next } = simulation();
    order('start', 'a', 2);
    next();
    next(5e-10);
    order('start', 'b', 2);
    next();
    expect(next()).toEqual(['at 12', 'exit of a: 0', 'exit of b: 0']);
  });

  it('never goes back, though it is asked for a time that has passed', () => {
    const { next } = simulation();
    next(5);
    expect(next(3)).toEqual(['at 5']);
  });

  it('goes on where 1e-9 s is less than it can tell', () => {
    const { order, next } = simulation();
    next(2 ** 30);
    order('start', 'a', 2);
    next();
    expect(next()).toEqual([`at ${2 ** 30 + 12}`, 'exit of a: 0']);
  });
});

describe('work', () => {
  it.each([
    ['the cores asked for', linear, 2, 12],
    ['twice as many', linear, 4, 6],
    ['half as many', linear, 1, 24],
    ['a quarter of a core', linear, 0.25, 96],
    ['twice as many, half of the work parallel', amdahl(0.5), 4, 12 * ((1 / 2 + 1 / 8) / (1 / 2 + 1 / 4))],
  ])('takes its time on %s', (_, speedup, cores, expected) => {
    const { order, next } = simulation({ speedup });
    order('start', 'a', cores);
    next();
    expect(next()).toEqual([`at ${expected}`, 'exit of a: 0']);
  });

  it('goes on at the new speed after a resize', () => {
    const { order, next } = simulation();
    order('start', 'a', 2);
    next(0);
    next(4);
    order('resize', 'a', 1);
    expect(next(4)).toEqual(['at 4', 'resize of a']);
    expect(next()).toEqual(['at 20', 'exit of a: 0']);
  });

  it('stands still in a pause', () => {
    const { order, next } = simulation();
    order('start', 'a', 2);
    next();
    next(4);
    order('pause', 'a');
    expect(next(4)).toEqual(['at 4', 'pause of a']);
    expect(next(10)).toEqual(['at 10']);
    order('resume', 'a', 4);
    expect(next(10)).toEqual(['at 10', 'resume of a']);
    expect(next()).toEqual(['at 14', 'exit of a: 0']);
  });

  it('begins after a start-up that no core makes shorter, and that a pause interrupts', () => {
    const { order, next } = simulation({ startup: 3 });
    order('start', 'a', 4);
    next();
    next(1);
    order('pause', 'a');
    next();
    next(5);
    order('resume', 'a', 2);
    next();
    expect(next()).toEqual(['at 19', 'exit of a: 0']);
  });

  it('is shared anew without an overhead under the baseline', () => {
    const { order, next } = simulation({ overheads: { resize: 9 } });
    order('start', 'a', 2);
    next();
    next(6);
    order('share', 'a', 0.5);
    expect(next(6)).toEqual(['at 6', 'share of a']);
    expect(next()).toEqual(['at 30', 'exit of a: 0']);
  });
});

describe('overheads', () => {
  const overheads = { start: 1, pause: 2, resume: 3, resize: 4 };

  it('are what each action takes until it is confirmed; meanwhile a job runs on as before', () => {
    const { order, next } = simulation({ overheads });
    order('start', 'a', 2);
    expect(next()).toEqual(['at 1', 'start of a']);
    order('resize', 'a', 4);
    expect(next()).toEqual(['at 5', 'resize of a']);
    // 4 of 12 s are done, and the rest goes twice as fast; 2 s until the pause are another 4.
    order('pause', 'a');
    expect(next()).toEqual(['at 7', 'pause of a']);
    next(10);
    order('resume', 'a', 2);
    expect(next()).toEqual(['at 13', 'resume of a']);
    expect(next()).toEqual(['at 17', 'exit of a: 0']);
  });

  it.each(['pause', 'resize'] as const)('an exit overtakes a %s, which is then not confirmed', (kind) => {
    const { order, next } = simulation({ overheads: { [kind]: 50 } });
    order('start', 'a', 2);
    next();
    order(kind, 'a', 1);
    expect(next()).toEqual(['at 12', 'exit of a: 0']);
    // Nor does it wake anybody: nothing is left that could happen.
    expect(next()).toEqual(['at Infinity']);
  });

  it('an action that was overtaken does nothing to the next attempt', () => {
    const { order, next } = simulation({ overheads: { pause: 50 } });
    order('start', 'a', 2);
    next();
    order('pause', 'a');
    next();
    order('start', 'a', 1, 2);
    expect(next()).toEqual(['at 12', 'start of a']);
    expect(next()).toEqual(['at 36', 'exit of a: 0']);
  });

  it('a kill takes none, and is told as an exit', () => {
    const { order, next } = simulation({ overheads });
    order('start', 'a', 2);
    next();
    order('kill', 'a');
    expect(next()).toEqual(['at 1', 'exit of a: 137']);
    order('kill', 'a');
    expect(next(9)).toEqual(['at 9']);
  });
});

it('a cancel is told at once, with its reason', () => {
  const { executor, next } = simulation();
  next(4);
  executor.cancel('ctrl-c');
  expect(next(9)).toEqual(['at 4', 'cancelled: ctrl-c']);
});

it('closes twice', async () => {
  const { executor } = simulation();
  await executor.close();
  await expect(executor.close()).resolves.toBeUndefined();
});
