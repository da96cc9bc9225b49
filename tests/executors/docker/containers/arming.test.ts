import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DockerError } from '../../../../src/executors/docker/daemon/client.js';
import { FakeRun } from '../run.js';

let run: FakeRun;
beforeEach(async () => {
  run = await new FakeRun().open({ settings: { parallel: 2 } });
});
afterEach(() => run.close());

const made = (): string[] =>
  run.docker.calls
    .filter((call) => call.startsWith('create'))
    .map((call) => call.replace('create tfsched-r-', ''));

describe('arming', () => {
  it('makes the first so many, a few at a time, and tells how far it is', async () => {
    let inside = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    run.docker.before = (call) => {
      if (call !== 'create') return undefined;
      inside += 1;
      return held;
    };
    const told: string[] = [];
    const arming = run.executor.arm(['a', 'b', 'c', 'd', 'e'], 4, (armed, of) => told.push(`${armed}/${of}`));
    while (inside < 2) await run.settle();
    await run.settle();
    expect(inside).toBe(2);
    release();
    await arming;
    expect(made().sort()).toEqual(['a-1', 'b-1', 'c-1', 'd-1']);
    expect(told).toEqual(['1/4', '2/4', '3/4', '4/4']);
    for (const { status, begun } of run.docker.containers.values()) {
      expect({ status, begun }).toEqual({ status: 'running', begun: false });
    }
  });

  it('makes one more whenever one is used', async () => {
    await run.executor.arm(['a', 'b', 'c', 'd'], 2);
    await run.do('start', 'b', [0]);
    while (made().length < 3) await run.settle();
    await run.settle();
    expect(made().sort()).toEqual(['a-1', 'b-1', 'c-1']);
  });

  it('never makes two for an attempt, in whatever order the jobs start', async () => {
    await run.executor.arm(['a', 'b', 'c'], 1);
    await run.do('start', 'c', [0]);
    await run.do('start', 'a', [1]);
    await run.do('start', 'b', [2]);
    await run.settle();
    expect(made().sort()).toEqual(['a-1', 'b-1', 'c-1']);
    expect([...run.docker.containers.values()].every(({ status }) => status === 'running')).toBe(true);
  });

  it('makes way for what an earlier try of the same name left behind', async () => {
    await run.executor.arm(['a']);
    const left = run.docker.of('a');
    await run.close();
    run = await new FakeRun().open();
    run.docker.containers.set('left', { ...left, id: 'left' });
    await run.executor.arm(['a']);
    expect(run.docker.of('a').id).not.toBe('left');
    expect(run.notes()).toEqual([]);
  });

  it('touches no container of that name that is not of this run', async () => {
    await run.executor.arm(['a']);
    const left = run.docker.of('a');
    await run.close();
    run = await new FakeRun().open();
    run.docker.containers.set('theirs', { ...left, id: 'theirs', spec: { ...left.spec, labels: {} } });
    await run.executor.arm(['a']);
    await run.settle();
    expect(run.docker.containers.has('theirs')).toBe(true);
    expect(run.notes().at(-1)).toContain('given up');
  });

  it('gives an image a second look that was not there the first time', async () => {
    const image = run.docker.images.get('image')!;
    run.docker.images.delete('image');
    run.docker.before = (call) => {
      if (call === 'image' && run.docker.calls.filter((one) => one.startsWith('image')).length === 2) {
        run.docker.images.set('image', image);
      }
    };
    await run.executor.arm(['a']);
    expect((await run.do('start', 'a', [0])).kind).toBe('confirmed');
    expect(run.notes()).toEqual([expect.stringContaining('there is no image image; another is made')]);
  });

  it('asks once for each image', async () => {
    await run.executor.arm(['a', 'b', 'c', 'd']);
    expect(run.docker.calls.filter((call) => call.startsWith('image'))).toHaveLength(1);
  });

  it('is three tries an attempt, whatever goes wrong', async () => {
    const errors = [new DockerError('disk full', 500), new Error('a bug')];
    run.docker.before = (call) => {
      const error = call === 'start' ? errors.shift() : undefined;
      if (error !== undefined) throw error;
    };
    await run.executor.arm(['a']);
    expect((await run.do('start', 'a', [0])).kind).toBe('confirmed');
    run.docker.before = (call) => {
      if (call === 'create') throw new DockerError('no space left', 400);
    };
    run.order('start', 'b', [0]);
    expect((await run.exit('b')).exit).toEqual({ code: 125, reason: 'arming', lost: false });
    expect(run.notes().filter((text) => text.includes('no space left'))).toHaveLength(3);
    run.docker.before = () => undefined;
    expect((await run.do('start', 'b', [0], 2)).kind).toBe('confirmed');
  });

  it('does without a shell where there is none, and finds that out once', async () => {
    run.docker.before = (call, id) => {
      if (call !== 'start' || run.docker.containers.get(id)?.spec.stdin !== true) return;
      throw new DockerError(
        'OCI runtime create failed: exec: "sh": executable file not found in $PATH: unknown',
        400,
      );
    };
    await run.executor.arm(['a', 'b', 'c']);
    expect([...run.docker.containers.values()].map(({ status }) => status)).toEqual([
      'created',
      'created',
      'created',
    ]);
    await run.settle();
    expect(run.notes()).toEqual([]);
    expect((await run.do('start', 'a', [2])).kind).toBe('confirmed');
    expect(run.docker.of('a')).toMatchObject({ begun: true, status: 'running', limits: { cpuset: '2' } });
    run.docker.exit(run.docker.of('a'), 6);
    expect((await run.exit('a')).exit.code).toBe(6);
  });

  it('tells the end of a program without a shell that came before the answer to its start', async () => {
    run.docker.before = (call, id) => {
      if (call !== 'start' || run.docker.containers.get(id)?.spec.stdin !== true) return;
      throw new DockerError('exec: "sh": executable file not found in $PATH', 400);
    };
    await run.executor.arm(['a']);
    run.docker.onBegin = (container) => run.docker.exit(container, 4);
    run.order('start', 'a', [0]);
    expect((await run.exit('a')).exit.code).toBe(4);
    await run.settle();
    expect(run.exits()).toHaveLength(1);
    expect(made()).toHaveLength(2);
  });
});
