import { describe, expect, it } from '@jest/globals';
import type { Action } from '../../src/core/actions.js';
import type { Fact } from '../../src/core/facts.js';
import type { Batch, Executor, Notice } from '../../src/executors/executor.js';
import { measure as measureWith, type Trial } from '../../src/profile/measure.js';
import type { Sample } from '../../src/profile/speed.js';
import { ordersFor, TrialFailed } from '../../src/profile/trial.js';

/** Answers with batches that are written down beforehand, and remembers what it was told to do. */
class Script implements Executor {
  readonly applied: string[] = [];
  private action: Action | undefined;

  constructor(private readonly batches: ((action: Action) => Partial<Batch>)[]) {}

  apply(action: Action): void {
    this.applied.push(`${action.kind} ${action.job.id} on ${action.ids.join(',')}`);
    this.action ??= action;
  }
  next(): Promise<Batch> {
    const batch = this.batches.shift();
    if (batch === undefined || this.action === undefined) throw new Error('asked for more than there is');
    return Promise.resolve({ now: 0, facts: [], notices: [], ...batch(this.action) });
  }
  cancel(): void {
    throw new Error('not expected');
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

const started = (at: number) => (action: Action) => ({
  facts: [{ kind: 'confirmed', at, action } satisfies Fact],
});
const exited =
  (code: number) =>
  ({ job, attempt }: Action) => ({
    facts: [
      { kind: 'exited', at: 99, job, attempt, exit: { code, reason: undefined, lost: false } } satisfies Fact,
    ],
  });
const told = (event: 'ready' | 'progress', at: number, step: number) => () => ({
  notices: [{ kind: 'program', at, job: 'a', attempt: 1, event, step, loss: undefined } satisfies Notice],
});
function measure(script: Script, trial: Trial): Promise<Sample> {
  let id = 0;
  return measureWith(
    script,
    ordersFor(trial.job, trial.ids.length, () => ++id),
    trial,
  );
}

const trial = { job: 'a', ids: [2, 3], progress: true };

describe('measuring the speed of a program', () => {
  it('counts steps from ready on, and start-up from the start', async () => {
    const script = new Script([
      started(1),
      told('ready', 3.5, 0),
      told('progress', 4.5, 10),
      told('progress', 7.5, 40),
      exited(137),
    ]);
    expect(await measure(script, trial)).toEqual({ steps_per_second: 10, startup: 2.5, warm_up: 0 });
    expect(script.applied).toEqual(['start a on 2,3', 'kill a on ']);
  });

  it('waits for five steps of a slow program, but not for ever', async () => {
    const slow = new Script([
      started(0),
      told('ready', 2, 0),
      told('progress', 8, 2),
      told('progress', 14, 5),
      exited(137),
    ]);
    expect(await measure(slow, trial)).toMatchObject({ steps_per_second: 5 / 12 });
    const slower = new Script([started(0), told('ready', 2, 0), told('progress', 32, 2), exited(137)]);
    expect(await measure(slower, trial)).toMatchObject({ steps_per_second: 2 / 30 });
  });

  it('watches an unsteady program for longer, but not for ever', async () => {
    const unsteady = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((at) =>
      told('progress', at, 10 * (at - 1) + (at % 2)),
    );
    const script = new Script([started(0), told('ready', 1, 0), ...unsteady, exited(137)]);
    expect(await measure(script, trial)).toMatchObject({ steps_per_second: 121 / 12 });
  });

  it('leaves out a slow beginning', async () => {
    const script = new Script([
      started(0),
      told('ready', 1, 0),
      told('progress', 2, 1),
      ...[3, 4, 5, 6, 7].map((at) => told('progress', at, 1 + 10 * (at - 2))),
      exited(137),
    ]);
    expect(await measure(script, trial)).toMatchObject({ steps_per_second: 10, warm_up: 1 });
  });

  it('takes as many steps as it is told to', async () => {
    const script = new Script([
      started(0),
      told('ready', 1, 0),
      told('progress', 11, 99),
      told('progress', 21, 199),
      exited(137),
    ]);
    expect(await measure(script, { ...trial, steps: 150 })).toMatchObject({ steps_per_second: 9.95 });
  });

  it('times the whole run of a program that tells nothing, and kills nobody', async () => {
    const script = new Script([started(79), exited(0)]);
    const whole = { ...trial, progress: false };
    expect(await measure(script, whole)).toEqual({ steps_per_second: 0.05, startup: 0, warm_up: 0 });
    expect(script.applied).toEqual(['start a on 2,3']);
    await expect(measure(new Script([started(79), exited(1)]), whole)).rejects.toThrow('exit code 1');
  });

  it('fails with what the program ended with', async () => {
    const script = new Script([started(0), exited(3)]);
    await expect(measure(script, trial)).rejects.toThrow(new TrialFailed('exit code 3'));
  });

  it('fails with what Docker said', async () => {
    const script = new Script([
      (action) => ({ facts: [{ kind: 'refused', at: 0, action, reason: 'no such image' }] }),
    ]);
    await expect(measure(script, trial)).rejects.toThrow('no such image');
  });
});
