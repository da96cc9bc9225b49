import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DockerError } from '../../../../src/executors/docker/daemon/client.js';
import { FakeRun } from '../run.js';

const REFUSAL = 'Cannot pause container x: OCI runtime pause failed: unable to freeze: unknown';

let run: FakeRun;
beforeEach(async () => {
  run = await new FakeRun().open({ cores: { kind: 'emulated', capacity: 64 } });
  await run.executor.arm(['a']);
  await run.do('start', 'a', [0]);
});
afterEach(() => run.close());

/** As runc does under cgroup version 1 while the tasks of a group get no CPU time in which to stop. */
function cannotFreeze(isSo: () => boolean): void {
  run.docker.before = (name) => {
    if (name === 'pause' && isSo()) throw new DockerError(REFUSAL, 500);
  };
}

describe('a container that has used up its quota', () => {
  it('is paused without one, at the second try, and resumed with its own', async () => {
    const { limits } = run.docker.of('a');
    cannotFreeze(() => run.docker.of('a').limits.nanoCpus === limits.nanoCpus);
    run.docker.calls.length = 0;
    expect((await run.do('pause', 'a')).kind).toBe('confirmed');
    expect(run.docker.calls.map((call) => call.split(' ')[0])).toEqual(['pause', 'update', 'pause']);
    await run.do('resume', 'a', [0]);
    expect(run.docker.of('a').limits).toEqual(limits);
    expect(run.notes()).toEqual([]);
  });

  it('that cannot be paused then either gets its quota back, and the pause is refused', async () => {
    const { limits } = run.docker.of('a');
    cannotFreeze(() => true);
    expect(await run.do('pause', 'a')).toMatchObject({ kind: 'refused', reason: REFUSAL });
    expect(run.docker.of('a')).toMatchObject({ status: 'running', limits });
  });

  it('is paused so as well when the run is left with its containers paused', async () => {
    const { limits } = run.docker.of('a');
    cannotFreeze(() => run.docker.of('a').limits.nanoCpus === limits.nanoCpus);
    run.executor.leave('pause', 'SIGTERM');
    await run.executor.close();
    expect(run.docker.of('a').status).toBe('paused');
  });
});
