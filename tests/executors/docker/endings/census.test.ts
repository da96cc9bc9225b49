import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DockerError } from '../../../../src/executors/docker/daemon/client.js';
import { VirtualTime } from '../../../faults/double/virtual-time.js';
import type { FakeContainer } from '../fake-docker.js';
import { FakeRun } from '../run.js';

let time: VirtualTime;
let run: FakeRun;
beforeEach(() => {
  time = new VirtualTime();
  run = new FakeRun();
});
afterEach(() => run.close());

/** A run whose job `a` runs on core 0, in virtual time. */
function withRunning(then: (container: FakeContainer) => Promise<void>): Promise<void> {
  return time.during(async () => {
    await run.open({ monotonic: () => time.now, settings: { daemonPatience: 60, reopenBackoffs: [1] } });
    await run.do('start', 'a', [0]);
    await then(run.docker.of('a'));
  });
}

/** Lets so many seconds pass. */
async function pass(seconds: number): Promise<void> {
  const until = time.now + seconds;
  while (time.now < until) await run.take(until);
}

describe('what no event has told of', () => {
  it('an exit is told within 10 s, with its code', () =>
    withRunning(async (container) => {
      run.docker.tellsEvents = false;
      const began = time.now;
      run.docker.exit(container, 3);
      expect((await run.exit('a')).exit).toEqual({ code: 3, reason: undefined, lost: false });
      expect(time.now - began).toBeLessThanOrEqual(10);
    }));

  it('a removal, too', () =>
    withRunning(async (container) => {
      run.docker.tellsEvents = false;
      await run.docker.remove(container.id);
      expect((await run.exit('a')).exit).toMatchObject({ code: 137, lost: false });
    }));

  it('a pause by somebody else is told, and ended after a minute', () =>
    withRunning(async (container) => {
      run.docker.tellsEvents = false;
      await run.docker.pause(container.id);
      await pass(11);
      expect(run.notes()).toEqual([expect.stringContaining('was paused by someone else')]);
      await pass(40);
      expect(container.status).toBe('paused');
      await pass(40);
      expect(container.status).toBe('running');
      expect(run.notes().at(-1)).toContain('was paused by someone else for 60 s: resumed');
    }));

  it('a job that waits and was resumed by somebody else is paused again', () =>
    withRunning(async (container) => {
      await run.do('pause', 'a');
      run.docker.tellsEvents = false;
      await run.docker.unpause(container.id);
      await pass(11);
      expect(container.status).toBe('paused');
    }));

  it('a kill that was not carried out is ordered again', () =>
    withRunning(async (container) => {
      const kill = run.docker.kill.bind(run.docker);
      run.docker.kill = () => Promise.resolve();
      run.order('kill', 'a');
      await pass(1);
      run.docker.kill = kill;
      await pass(11);
      expect(container.status).toBe('ended');
      expect((await run.exit('a')).exit).toEqual({ code: 137, reason: undefined, lost: false });
    }));

  it('is not looked for in a container that is being changed', () =>
    withRunning(async () => {
      await pass(8);
      const pause = run.order('pause', 'a');
      run.docker.before = (call) => (call === 'pause' ? time.sleep(5) : undefined);
      await run.until((fact) => fact.kind === 'confirmed' && fact.action === pause);
      await pass(15);
      expect(run.notes()).toEqual([]);
    }));
});

describe('limits that somebody else sets', () => {
  it('are set back at once', () =>
    withRunning(async (container) => {
      await run.docker.update(container.id, { cpuset: '0-3' });
      await run.settle();
      expect(container.limits.cpuset).toBe('0');
      expect(run.notes()).toEqual([expect.stringContaining('was resized by someone else')]);
      await run.do('resize', 'a', [1, 2]);
      await run.settle();
      expect(container.limits.cpuset).toBe('1-2');
      expect(run.notes()).toHaveLength(1);
    }));
});

describe('a daemon that does not answer although its streams are open', () => {
  it('is given up', () =>
    withRunning(async () => {
      run.docker.before = async (call) => {
        await time.sleep(call === 'ping' ? 3 : 60);
        throw new DockerError('no answer', undefined, 'ETIMEDOUT');
      };
      const began = time.now;
      await run.until((fact) => fact.kind === 'cancelled');
      expect(run.executor.daemonGone).toBe(true);
      expect(time.now - began).toBeLessThanOrEqual(10 + 60 + 120);
      run.docker.before = () => undefined;
    }));
});
