import { describe, expect, it } from '@jest/globals';
import { DockerError } from '../../../../src/executors/docker/daemon/client.js';
import { createRetryingClient } from '../../../../src/executors/docker/daemon/retry.js';
import { FakeDocker } from '../fake-docker.js';

async function tries(
  failures: readonly Error[],
  isGone = false,
): Promise<{ outcome: unknown; slept: number[]; calls: number }> {
  const docker = new FakeDocker();
  const slept: number[] = [];
  const left = [...failures];
  docker.before = () => {
    const error = left.shift();
    if (error !== undefined) throw error;
  };
  const client = createRetryingClient(docker, {
    backoffs: [0.1, 0.4],
    sleep: (seconds) => {
      slept.push(seconds);
      return Promise.resolve();
    },
    reachable: () => (isGone ? Promise.reject(new Error('gone')) : Promise.resolve()),
  });
  const outcome = await client.image('image').then(
    (image) => image?.id,
    (error: unknown) => error,
  );
  return { outcome, slept, calls: docker.calls.length };
}

const reset = new DockerError('reset', undefined, 'ECONNRESET');
const busy = new DockerError('busy', 503);

describe('calls that fail in passing', () => {
  it('are repeated after a pause that grows', async () => {
    expect(await tries([reset, busy])).toEqual({ outcome: 'sha256:1', slept: [0.1, 0.4], calls: 3 });
  });

  it('fail in the end', async () => {
    const last = new DockerError('still busy', 500);
    expect(await tries([busy, busy, last])).toEqual({ outcome: last, slept: [0.1, 0.4], calls: 3 });
  });

  it.each([
    new DockerError('no such container', 404),
    new DockerError('conflict', 409),
    new DockerError('bad parameter', 400),
    new Error('a bug'),
  ])('are not repeated when that is no use: %s', async (error) => {
    expect(await tries([error])).toEqual({ outcome: error, slept: [], calls: 1 });
  });

  it.each(['ECONNREFUSED', 'ENOENT', 'EACCES'])('wait for a daemon that is away: %s', async (code) => {
    const away = new DockerError('away', undefined, code);
    const { outcome, calls } = await tries(Array.from({ length: 50 }, () => away));
    expect({ outcome, calls }).toEqual({ outcome: 'sha256:1', calls: 51 });
  });

  it('fail when the daemon is not waited for any longer, or never takes them', async () => {
    const away = new DockerError('away', undefined, 'ECONNREFUSED');
    expect(await tries([away], true)).toMatchObject({ outcome: new Error('gone'), calls: 1 });
    expect(await tries(Array.from({ length: 100 }, () => away))).toMatchObject({ outcome: away, calls: 61 });
  });
});
