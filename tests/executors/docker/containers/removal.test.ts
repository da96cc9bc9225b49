import { describe, expect, it } from '@jest/globals';
import { Removal } from '../../../../src/executors/docker/containers/removal.js';
import { DockerError } from '../../../../src/executors/docker/daemon/client.js';
import { FakeDocker } from '../fake-docker.js';

describe('the removal of finished containers', () => {
  it('begins when enough of them wait, and gets over failures', async () => {
    const docker = new FakeDocker();
    docker.before = (call, id) => {
      if (call === 'remove' && id === 'a') throw new DockerError('busy', 409);
    };
    const removal = new Removal(docker, 3);
    const add = (...ids: string[]): void => {
      for (const id of ids) removal.add(id);
      removal.handedOut();
      removal.recorded();
    };
    add('a', 'b');
    await removal.settled();
    expect(docker.calls).toEqual([]);
    add('c');
    add('d');
    await removal.settled();
    expect(docker.calls).toEqual(['remove a', 'remove b', 'remove c']);
  });

  it('leaves alone what may not be in the log yet', async () => {
    const docker = new FakeDocker();
    const removal = new Removal(docker, 1);
    removal.add('a');
    removal.recorded();
    removal.handedOut();
    removal.add('b');
    await removal.settled();
    expect(docker.calls).toEqual([]);
    removal.recorded();
    await removal.settled();
    expect(docker.calls).toEqual(['remove a']);
  });
});
