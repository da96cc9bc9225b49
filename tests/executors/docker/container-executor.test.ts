import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DockerError } from '../../../src/executors/docker/daemon/client.js';
import { thisProcess } from '../../../src/executors/docker/host/process-life.js';
import type { RunOrigin } from '../../../src/executors/docker/ownership/labels.js';
import type { CallName, FakeContainer } from './fake-docker.js';
import { DEAD, leftContainer, madeBy } from './ownership/left-behind.js';
import { FakeRun } from './run.js';

let run: FakeRun;
beforeEach(async () => {
  run = await new FakeRun().open();
});
afterEach(() => run.close());

async function started(id: string, ids: readonly number[] = [0]): Promise<void> {
  await run.executor.arm([id]);
  await run.do('start', id, ids);
}

/** A gate in the way of one kind of call. */
function hold(call: CallName): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  run.docker.before = (name) => (name === call ? held : undefined);
  return () => {
    run.docker.before = () => undefined;
    release();
  };
}

function refuse(call: CallName, error: Error, times = Infinity): void {
  let left = times;
  run.docker.before = (name) => {
    if (name === call && left-- > 0) throw error;
  };
}

describe('actions', () => {
  it('change the container and are confirmed with the very object', async () => {
    await run.executor.arm(['a']);
    const action = run.order('start', 'a', [1, 2]);
    const confirmed = await run.until((fact) => fact.kind === 'confirmed');
    expect(confirmed).toMatchObject({ kind: 'confirmed' });
    expect(confirmed.kind === 'confirmed' && confirmed.action).toBe(action);
    const container = run.docker.of('a');
    expect(container.limits).toEqual({ cpuset: '1-2', memory: 2 ** 28 });
    await run.do('resize', 'a', [2]);
    expect(container.limits.cpuset).toBe('2');
    await run.do('pause', 'a');
    expect(container.status).toBe('paused');
    await run.do('resume', 'a', [0, 3]);
    expect(container).toMatchObject({ status: 'running', limits: { cpuset: '0,3' } });
    run.order('kill', 'a');
    expect((await run.exit('a')).exit).toEqual({ code: 137, reason: undefined, lost: false });
  });

  it('make one update and one line of a start', async () => {
    await run.executor.arm(['a']);
    run.docker.calls.length = 0;
    await run.do('start', 'a', [0]);
    expect(run.docker.calls.map((call) => call.split(' ')[0])).toEqual(['update', 'line']);
  });

  it('are confirmed only when MARK is back', async () => {
    await run.executor.arm(['a']);
    run.docker.marksAtOnce = false;
    run.order('start', 'a', [0]);
    await run.settle();
    expect(run.docker.calls.at(-1)).toMatch(/^line/);
    expect(run.facts).toEqual([]);
    run.docker.begin(run.docker.of('a'));
    await run.until((fact) => fact.kind === 'confirmed');
  });

  it('are refused when the daemon refuses', async () => {
    await started('a');
    refuse('update', new DockerError('cores are not available', 400));
    expect(await run.do('resize', 'a', [9])).toMatchObject({
      kind: 'refused',
      reason: 'cores are not available',
    });
    refuse('pause', new DockerError('cannot pause', 500));
    expect(await run.do('pause', 'a')).toMatchObject({ kind: 'refused', reason: 'cannot pause' });
    run.docker.before = () => undefined;
    expect((await run.do('pause', 'a')).kind).toBe('confirmed');
  });

  it('get over failures in passing', async () => {
    await started('a');
    refuse('pause', new DockerError('reset', undefined, 'ECONNRESET'), 2);
    expect((await run.do('pause', 'a')).kind).toBe('confirmed');
  });

  it('are as good as done when somebody did them before', async () => {
    await started('a');
    await run.docker.pause(run.docker.of('a').id);
    expect((await run.do('pause', 'a')).kind).toBe('confirmed');
    await run.docker.unpause(run.docker.of('a').id);
    expect((await run.do('resume', 'a', [0])).kind).toBe('confirmed');
  });

  it('leave nothing of a refused start behind when the engine hears of it', async () => {
    await run.executor.arm(['a']);
    refuse('update', new DockerError('cores are not available', 400));
    expect((await run.do('start', 'a', [9])).kind).toBe('refused');
    expect(run.docker.containers.size).toBe(0);
    run.docker.before = () => undefined;
    expect((await run.do('start', 'a', [0], 2)).kind).toBe('confirmed');
  });

  it('give a start up whose MARK never comes', async () => {
    await run.close();
    run = await new FakeRun().open({ settings: { markPatience: 0.01 } });
    await run.executor.arm(['a']);
    run.docker.marksAtOnce = false;
    expect(await run.do('start', 'a', [0])).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('did not start within'),
    });
    expect(run.docker.containers.size).toBe(0);
  });

  it('wait for another container when the armed one died, and do not press the daemon meanwhile', async () => {
    await run.executor.arm(['a']);
    const release = hold('ping');
    await run.docker.kill(run.docker.of('a').id);
    run.docker.calls.length = 0;
    const away = run.docker.before;
    run.docker.before = (call, id) => {
      if (call === 'update') throw new DockerError('not running', 409);
      return away(call, id);
    };
    const action = run.order('start', 'a', [0]);
    await run.settle();
    expect(run.docker.calls.filter((call) => call.startsWith('update'))).toHaveLength(1);
    release();
    await run.until((fact) => fact.kind === 'confirmed' && fact.action === action);
    expect(run.notes().at(-1)).toContain('another is made');
  });

  it('have quotas for cores with --emulate, and nothing to share under the policy none', async () => {
    await run.close();
    run = await new FakeRun().open({ cores: { kind: 'emulated', capacity: 40 } });
    await started('a', [17, 39]);
    expect(run.docker.of('a').limits).toEqual({ nanoCpus: 2e8, memory: 2 ** 28 });
    await started('b', []);
    expect(run.docker.of('b').limits).toEqual({ memory: 2 ** 28 });
    expect((await run.do('share', 'b')).kind).toBe('confirmed');
  });

  it('hold a job without ids to the cores of the run, when those are not all', async () => {
    await run.close();
    run = await new FakeRun().open({ cores: { kind: 'pinned', ids: [1, 3] } });
    await started('a', []);
    expect(run.docker.of('a').limits.cpuset).toBe('1,3');
  });
});

describe('an exit', () => {
  it('wins over an action that is under way: neither outcome comes, and one exit', async () => {
    await started('a');
    const release = hold('pause');
    run.order('pause', 'a');
    await run.settle();
    run.docker.exit(run.docker.of('a'), 5);
    expect((await run.exit('a')).exit.code).toBe(5);
    release();
    await run.settle();
    expect(run.exits()).toHaveLength(1);
    expect(run.facts.some((fact) => fact.kind === 'confirmed' && fact.action.kind === 'pause')).toBe(false);
  });

  it('is found by the action that meets it before its event comes, and told once', async () => {
    await started('a');
    run.docker.tellsEvents = false;
    run.docker.exit(run.docker.of('a'), 5);
    run.order('pause', 'a');
    expect((await run.exit('a')).exit.code).toBe(5);
    run.docker.tellsEvents = true;
    run.docker.emit('die', run.docker.of('a'), { exitCode: 5 });
    await run.settle();
    expect(run.exits()).toHaveLength(1);
  });

  it('is told once although its event comes twice', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.exit(container, 0);
    run.docker.emit('die', container, { exitCode: 0 });
    run.docker.emit('destroy', container);
    await run.exit('a');
    await run.settle();
    expect(run.exits()).toHaveLength(1);
  });

  it('names what ended it: memory, somebody else', async () => {
    await started('a');
    const a = run.docker.of('a');
    a.outOfMemory = true;
    run.docker.exit(a, 137);
    expect((await run.exit('a')).exit.reason).toBe('out of memory');
    await started('b');
    await run.docker.kill(run.docker.of('b').id);
    expect((await run.exit('b')).exit).toEqual({
      code: 137,
      reason: 'ended by someone else (signal 9)',
      lost: false,
    });
  });

  it('of a container that vanished is found by the next action', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.containers.delete(container.id);
    run.docker.loseStream(container);
    run.order('pause', 'a');
    expect((await run.exit('a')).exit).toEqual({ code: 137, reason: 'removed by someone else', lost: false });
  });

  it('is a loss when the daemon is on its way down', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.emit('kill', container, { signal: '15' });
    run.docker.refusesConnections = true;
    run.docker.exit(container, 137);
    const { exit } = await run.exit('a');
    expect(exit).toEqual({ code: 137, reason: 'the Docker daemon stopped', lost: true });
    run.docker.refusesConnections = false;
  });

  it('of an earlier attempt does not end a later one', async () => {
    await started('a');
    run.docker.exit(run.docker.of('a'), 1);
    await run.exit('a');
    await run.do('start', 'a', [0], 2);
    run.docker.emit('die', run.docker.of('a', 1), { exitCode: 1 });
    await run.settle();
    expect(run.exits()).toHaveLength(1);
    run.docker.exit(run.docker.of('a', 2), 0);
    expect((await run.exit('a', 2)).exit.code).toBe(0);
  });
});

describe('the last words of a job', () => {
  it('are told before its exit, although they come after its end', async () => {
    await started('a');
    const container = run.docker.of('a');
    container.status = 'ended';
    run.docker.emit('die', container, { exitCode: 0 });
    await run.settle();
    expect(run.exits()).toEqual([]);
    run.docker.write(container, '{"tfsched":1,"event":"done","steps":3}\n');
    run.docker.loseStream(container);
    await run.exit('a');
    expect(run.notices.filter(({ kind }) => kind === 'program')).toHaveLength(1);
  });

  it('are not waited for for long', async () => {
    await started('a');
    const container = run.docker.of('a');
    container.status = 'ended';
    run.docker.emit('die', container, { exitCode: 0 });
    await run.exit('a');
    run.docker.loseStream(container);
  });
});

describe('a lost stream of events', () => {
  it('is reopened from the last event on, and what was missed is looked up', async () => {
    await started('a');
    await started('b');
    await started('c');
    run.docker.tellsEvents = false;
    run.docker.exit(run.docker.of('a'), 4);
    run.docker.exit(run.docker.of('b'), 143);
    run.docker.tellsEvents = true;
    run.docker.loseEvents();
    expect((await run.exit('a')).exit).toEqual({ code: 4, reason: undefined, lost: false });
    expect((await run.exit('b')).exit).toEqual({
      code: 143,
      reason: 'the Docker daemon stopped',
      lost: true,
    });
    run.docker.exit(run.docker.of('c'), 0);
    expect((await run.exit('c')).exit.code).toBe(0);
    expect(run.notes()).toEqual(expect.arrayContaining([expect.stringContaining('was lost')]));
  });

  it('is reopened by a daemon that was restarted, which tells of ends that it finds: they are losses', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.emit('kill', container, { signal: '15' });
    run.docker.loseEvents();
    run.docker.exit(container, 143);
    const { exit } = await run.exit('a');
    expect(exit).toEqual({ code: 143, reason: 'the Docker daemon stopped', lost: true });
  });

  it('is reopened by a daemon that stops what was left running: a loss too', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.loseEvents();
    for (const signal of ['15', '9']) run.docker.emit('kill', container, { signal });
    run.docker.exit(container, 137);
    const { exit } = await run.exit('a');
    expect(exit).toEqual({ code: 137, reason: 'the Docker daemon stopped', lost: true });
  });

  it('is reopened by the same daemon, which tells who ended what: somebody else is somebody else', async () => {
    await started('a');
    run.docker.loseEvents();
    await run.docker.kill(run.docker.of('a').id);
    const { exit } = await run.exit('a');
    expect(exit).toEqual({ code: 137, reason: 'ended by someone else (signal 9)', lost: false });
  });

  it('is opened again as often as it takes', async () => {
    await started('a');
    refuse('list', new DockerError('busy', 500), 4);
    run.docker.loseEvents();
    await run.settle();
    while (run.docker.calls.filter((call) => call.startsWith('list')).length < 6) await run.settle();
    while (run.docker.watchers === 0) await run.settle();
    expect(run.docker.watchers).toBe(1);
    run.docker.exit(run.docker.of('a'), 0);
    await run.exit('a');
    await run.settle();
    expect(run.exits()).toHaveLength(1);
  });

  it('does not hear twice of what was told before', async () => {
    await started('a');
    await run.do('pause', 'a');
    await run.settle();
    run.docker.loseEvents();
    while (run.docker.watchers === 0) await run.settle();
    await run.settle();
    expect(run.notes()).toEqual([expect.stringContaining('was lost')]);
  });

  it('ends the run when the daemon does not come back: cancelled, and every container with it', async () => {
    await run.close();
    run = await new FakeRun().open({ settings: { daemonPatience: 0 } });
    await started('a');
    await started('b');
    await run.executor.arm(['d']);
    run.docker.refusesConnections = true;
    run.docker.loseEvents();
    const cancelled = await run.until((fact) => fact.kind === 'cancelled');
    const exits = [await run.exit('a'), await run.exit('b')];
    for (const { exit, at } of exits) {
      expect(exit).toEqual({ code: 137, reason: 'the Docker daemon is gone', lost: false });
      expect(at).toBeGreaterThan(cancelled.at);
    }
    expect(run.executor.daemonGone).toBe(true);
    expect((await run.do('start', 'c', [0])).kind).toBe('refused');
    expect((await run.do('start', 'd', [0])).kind).toBe('refused');
  });
});

describe('lost streams of a container', () => {
  it('are opened again, and what was said meanwhile is heard', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.loseStream(container);
    run.docker.write(container, '{"tfsched":1,"event":"ready"}\n');
    run.docker.loseEvents();
    while (run.notices.every((notice) => notice.kind !== 'program')) await run.take(Infinity);
    run.docker.write(container, '{"tfsched":1,"event":"done","steps":1}\n');
    await run.settle();
    const told = run.notices.filter((notice) => notice.kind === 'program');
    expect(told.map(({ event }) => event)).toEqual(['ready', 'done']);
  });

  it('are not kept open for a container that ended in the meantime', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.loseStream(container);
    const release = hold('attach');
    run.docker.loseEvents();
    while (!run.docker.calls.at(-1)?.startsWith('attach')) await run.settle();
    run.docker.exit(container, 0);
    await run.exit('a');
    release();
    await run.settle();
    expect(container.handlers).toBeUndefined();
  });

  it('keep back nothing of one that ended before they were opened again', async () => {
    await started('a');
    const container = run.docker.of('a');
    run.docker.write(container, '{"tfsched":1,"event":"ready"}\n');
    run.docker.loseStream(container);
    const release = hold('attach');
    run.docker.loseEvents();
    while (!run.docker.calls.at(-1)?.startsWith('attach')) await run.settle();
    run.docker.write(container, '{"tfsched":1,"event":"done","steps":7}\n');
    run.docker.exit(container, 0);
    await run.exit('a');
    release();
    await run.settle();
    const told = run.notices.filter((notice) => notice.kind === 'program');
    expect(told.map(({ event, step }) => [event, step])).toEqual([
      ['ready', 0],
      ['done', 7],
    ]);
  });

  it('are not asked for again of one that was heard to its end, nor of one that we ended', async () => {
    await started('a');
    run.docker.write(run.docker.of('a'), '{"tfsched":1,"event":"done","steps":7}\n');
    run.docker.exit(run.docker.of('a'), 0);
    await run.exit('a');
    await started('b');
    run.order('kill', 'b');
    await run.exit('b');
    expect(run.docker.calls.filter((call) => call.startsWith('output'))).toEqual([]);
  });

  it('do not keep an armed job from its start', async () => {
    await run.executor.arm(['a']);
    run.docker.loseStream(run.docker.of('a'));
    expect((await run.do('start', 'a', [0])).kind).toBe('confirmed');
  });
});

describe('what somebody else does', () => {
  it('a pause is told; a job that is to stand still is paused again', async () => {
    await started('a');
    const container = run.docker.of('a');
    await run.docker.pause(container.id);
    await run.settle();
    expect(run.notes().at(-1)).toContain('was paused by someone else');
    await run.docker.unpause(container.id);
    await run.settle();
    expect(container.status).toBe('running');
    await run.do('pause', 'a');
    await run.docker.unpause(container.id);
    await run.settle();
    expect(container.status).toBe('paused');
    expect(run.notes().at(-1)).toContain('was resumed by someone else');
    const notes = run.notes().length;
    await run.do('resume', 'a', [0]);
    await run.settle();
    expect(run.notes()).toHaveLength(notes);
  });

  it('is nothing when it is done to containers that are not ours', async () => {
    await started('a');
    const container = run.docker.of('a');
    const stranger = { ...container, id: 'stranger' };
    run.docker.emit('die', stranger, { exitCode: 1 });
    await run.settle();
    expect(run.exits()).toEqual([]);
  });
});

describe('the end of a run', () => {
  it('leaves no container, in whatever state, and can be asked for twice', async () => {
    await run.executor.arm(['a', 'b', 'c', 'd']);
    await run.do('start', 'a', [0]);
    await run.do('start', 'b', [1]);
    await run.do('pause', 'b');
    run.docker.exit(run.docker.of('c'), 1);
    await Promise.all([run.executor.close(), run.executor.close()]);
    expect(run.docker.containers.size).toBe(0);
    expect(run.executor.leftovers).toEqual([]);
  });

  it('waits for containers that are being made', async () => {
    const release = hold('create');
    const arming = run.executor.arm(['a', 'b', 'c', 'd', 'e', 'f']);
    await run.settle();
    const closing = run.executor.close();
    release();
    await closing;
    await arming;
    expect(run.docker.containers.size).toBe(0);
  });

  it('names what it could not remove, and does not throw', async () => {
    await run.executor.arm(['a']);
    refuse('remove', new DockerError('device is busy', 500));
    await run.executor.close();
    expect(run.executor.leftovers).toEqual(['tfsched-r-a-1']);
  });

  it('does not hang when the daemon is away', async () => {
    await run.executor.arm(['a']);
    run.docker.refusesConnections = true;
    await run.executor.close();
    expect(run.executor.leftovers).toEqual(['tfsched-r-a-1']);
  });

  it('removes nothing that has another run’s label', async () => {
    await run.executor.arm(['a']);
    const { spec } = run.docker.of('a');
    await run.docker.create({ ...spec, name: 'other', labels: { 'tfsched.run': 'other' } });
    await run.docker.create({ ...spec, name: 'stranger', labels: {} });
    await run.executor.close();
    expect([...run.docker.containers.values()].map(({ spec: { name } }) => name)).toEqual([
      'other',
      'stranger',
    ]);
  });
});

describe('containers of other runs', () => {
  it('are told of where they run and their runs are over', async () => {
    const { docker } = run;
    const make = async (id: string, origin: RunOrigin, status: FakeContainer['status']): Promise<void> => {
      const made = await docker.create(leftContainer(id, 'a', origin));
      docker.containers.get(made)!.status = status;
    };
    await make('over', madeBy(DEAD), 'running');
    await make('paused', madeBy(DEAD), 'paused');
    await make('of-another-user', madeBy(thisProcess()), 'running');
    const other = new FakeRun(docker);
    await other.open();
    await other.settle();
    expect(other.notes()).toEqual([
      'containers of a run that this user does not know as living run on this host (over): ' +
        '`tfsched ps` tells more, and `tfsched clean RUN` removes what is left of one that is over',
    ]);
    await other.close();
  });
});

describe('what a run cannot be opened on', () => {
  it.each([
    [
      'a host without the cores',
      { cores: { kind: 'pinned' as const, ids: [0, 9] } },
      'has no core 9: it has cores 0-3',
    ],
  ])('%s', async (_, options, message) => {
    await expect(new FakeRun().open(options)).rejects.toThrow(message);
  });

  it('a daemon of Windows containers, or without cpusets', async () => {
    const other = new FakeRun();
    other.docker.daemon = { ...other.docker.daemon, osType: 'windows' };
    await expect(other.open()).rejects.toThrow('Linux ones are needed');
    other.docker.daemon = {
      ...other.docker.daemon,
      osType: 'linux',
      limits: { ...other.docker.daemon.limits, cpuset: false },
    };
    await expect(other.open()).rejects.toThrow('no cpuset');
    other.docker.daemon = {
      ...other.docker.daemon,
      limits: { ...other.docker.daemon.limits, quota: false },
    };
    await expect(other.open({ cores: { kind: 'emulated', capacity: 8 } })).rejects.toThrow('--emulate');
  });

  it('a daemon that does not tell its events', async () => {
    const other = new FakeRun();
    other.docker.before = (call) => {
      if (call === 'events') throw new DockerError('no events', 500);
    };
    await expect(other.open()).rejects.toThrow('no events');
  });
});
