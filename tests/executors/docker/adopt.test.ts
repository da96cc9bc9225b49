import { afterEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../../../src/core/job-state.js';
import type { Told } from '../../../src/executors/docker/containers/create-container.js';
import { FakeRun } from './run.js';

const runs: FakeRun[] = [];
afterEach(async () => {
  for (const run of runs.splice(0)) await run.close();
});

/** A run that armed some jobs, started some of them, and was killed. */
async function dead(armed: readonly string[], started: readonly string[]): Promise<FakeRun> {
  const run = await new FakeRun().open();
  runs.push(run);
  await run.executor.arm(armed);
  for (const [core, job] of started.entries()) await run.do('start', job, [core]);
  // What it still hears is of no interest to anybody.
  run.docker.loseEvents();
  return run;
}

interface State {
  readonly id: string;
  readonly container: Job['container'];
  readonly cores?: readonly number[];
}

/** Another run takes over; `states` is what the engine knows. */
async function takenOver(
  before: FakeRun,
  states: readonly State[],
  { at = 10, told = undefined as Told | undefined, ordered = undefined as string | undefined } = {},
): Promise<{ run: FakeRun; ran: number }> {
  const { docker } = before;
  docker.calls.length = 0;
  const run = await new FakeRun(docker).open();
  runs.unshift(run);
  const jobs = states.map(({ id, container, cores = [0] }, position) => {
    const job = run.job(id);
    Object.assign(job, { position, container, phase: container === 'none' ? 'waiting' : 'running' });
    if (container === 'none') return job;
    job.containerAttempt = 1;
    if (container === 'paused') job.phase = 'waiting';
    else {
      job.placement = cores;
      job.holdCores(cores.length, 0);
    }
    return job;
  });
  if (ordered !== undefined) run.job(ordered).inFlight = run.action('start', ordered, [1]);
  const ran = await run.executor.adopt(jobs, { at, toldOf: () => told });
  await run.executor.wake();
  run.executor.startClock();
  return { run, ran: ran.length };
}

describe('containers that an earlier tfsched has left', () => {
  it('go on where they run, are not started again, and are set to their cores', async () => {
    const before = await dead(['a'], ['a']);
    const { run, ran } = await takenOver(before, [{ id: 'a', container: 'running', cores: [2, 3] }]);
    expect(ran).toBe(1);
    expect(before.docker.of('a')).toMatchObject({ status: 'running', limits: { cpuset: '2-3' } });
    expect(before.docker.calls.filter((call) => /^(create|start|line|remove)/.test(call))).toEqual([]);
    before.docker.exit(before.docker.of('a'), 0);
    expect(await run.exit('a')).toMatchObject({ attempt: 1, exit: { code: 0, lost: false } });
  });

  it('are told to have ended at the time at which the clock stands', async () => {
    const before = await dead(['a'], ['a']);
    before.docker.exit(before.docker.of('a'), 3);
    const { run, ran } = await takenOver(before, [{ id: 'a', container: 'running' }], { at: 10 });
    expect(ran).toBe(1);
    expect(await run.exit('a')).toMatchObject({ at: 10, exit: { code: 3, lost: false } });
  });

  it.each([
    [137, true, 'the Docker daemon stopped'],
    [143, true, 'the Docker daemon stopped'],
    [1, false, undefined],
  ])('and ended with code %d: lost %s', async (code, lost, reason) => {
    const before = await dead(['a'], ['a']);
    before.docker.exit(before.docker.of('a'), code);
    const { run } = await takenOver(before, [{ id: 'a', container: 'running' }]);
    expect((await run.exit('a')).exit).toEqual({ code, reason, lost });
  });

  it('are told to be removed where they are gone', async () => {
    const before = await dead(['a'], ['a']);
    before.docker.containers.clear();
    const { run, ran } = await takenOver(before, [{ id: 'a', container: 'running' }]);
    expect(ran).toBe(0);
    expect(await run.exit('a')).toMatchObject({ at: 10, exit: { reason: 'removed by someone else' } });
  });

  it('stay paused where the engine has them paused, also when somebody resumed them', async () => {
    const before = await dead(['a', 'b'], ['a', 'b']);
    await before.do('pause', 'a');
    const { ran } = await takenOver(before, [
      { id: 'a', container: 'paused' },
      { id: 'b', container: 'paused' },
    ]);
    expect(ran).toBe(0);
    expect(before.docker.of('a').status).toBe('paused');
    expect(before.docker.of('b').status).toBe('paused');
  });

  it('go on where they are to run and were paused', async () => {
    const before = await dead(['a'], ['a']);
    await before.docker.pause(before.docker.of('a').id);
    await takenOver(before, [{ id: 'a', container: 'running' }]);
    expect(before.docker.of('a').status).toBe('running');
  });

  it('wait on where they are armed, and are started with a line', async () => {
    const before = await dead(['a'], []);
    const { run } = await takenOver(before, [{ id: 'a', container: 'none' }]);
    expect(await run.do('start', 'a', [1])).toMatchObject({ kind: 'confirmed' });
    expect(before.docker.containers.size).toBe(1);
    expect(before.docker.calls.filter((call) => /^(create|start|line)/.test(call))).toEqual([
      `line ${before.docker.of('a').id}`,
    ]);
  });

  it('are made anew where an armed one has died', async () => {
    const before = await dead(['a'], []);
    before.docker.exit(before.docker.of('a'), 137);
    const { run } = await takenOver(before, [{ id: 'a', container: 'none' }]);
    expect(await run.do('start', 'a', [1])).toMatchObject({ kind: 'confirmed' });
    expect(run.exits()).toEqual([]);
  });

  it('are not started twice when the line was sent and the answer not heard', async () => {
    const before = await dead(['a'], ['a']);
    const { run } = await takenOver(before, [{ id: 'a', container: 'none' }], { ordered: 'a' });
    run.executor.apply(run.job('a').inFlight!);
    await run.until((fact) => fact.kind === 'confirmed');
    expect(before.docker.calls.filter((call) => /^(create|start|line|pause)/.test(call))).toEqual([]);
    expect(before.docker.of('a')).toMatchObject({ status: 'running', limits: { cpuset: '1' } });
  });

  it('stand still where the log was cut before their start, until it is ordered', async () => {
    const before = await dead(['a'], ['a']);
    const { run } = await takenOver(before, [{ id: 'a', container: 'none' }]);
    expect(before.docker.of('a').status).toBe('paused');
    expect(await run.do('start', 'a', [1])).toMatchObject({ kind: 'confirmed' });
    expect(before.docker.of('a').status).toBe('running');
    expect(before.docker.calls.filter((call) => call.startsWith('line'))).toEqual([]);
  });

  it('have their end told after their start where both were not in the log', async () => {
    const before = await dead(['a'], ['a']);
    before.docker.exit(before.docker.of('a'), 0);
    const { run } = await takenOver(before, [{ id: 'a', container: 'none' }]);
    expect(run.exits()).toEqual([]);
    await run.do('start', 'a', [1]);
    expect(await run.exit('a')).toMatchObject({ exit: { code: 0 } });
    expect(run.facts.map(({ kind }) => kind)).toEqual(['confirmed', 'exited']);
  });

  it('are removed where no job wants them', async () => {
    const before = await dead(['a', 'b'], ['b']);
    await takenOver(before, [{ id: 'a', container: 'none' }]);
    expect([...before.docker.containers.values()].map(({ spec }) => spec.name)).toEqual(['tfsched-r-a-1']);
  });

  it('have told their progress, and tell only what is new', async () => {
    const before = await dead(['a'], ['a']);
    const line = (event: string, step: number): string =>
      `${JSON.stringify({ tfsched: 1, event, step, steps: step })}\n`;
    const container = before.docker.of('a');
    for (const step of [1, 2, 3]) before.docker.write(container, line('progress', step));
    const told = { ready: true, step: 2, done: false };
    const { run } = await takenOver(before, [{ id: 'a', container: 'running' }], { told });
    before.docker.exit(container, 0);
    await run.exit('a');
    const events = run.notices.flatMap((one) => (one.kind === 'program' ? [[one.event, one.step]] : []));
    expect(events).toEqual([['progress', 3]]);
  });
});
