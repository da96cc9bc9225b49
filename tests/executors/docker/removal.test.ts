import { describe, expect, it } from '@jest/globals';
import { DockerError } from '../../../src/executors/docker/client.js';
import { Removal } from '../../../src/executors/docker/removal.js';
import { FakeDocker } from './fake-docker.js';

describe('the removal of finished containers', () => {
  it('begins when enough of them wait, and gets over failures', async () => {
    const docker = new FakeDocker();
    docker.before = (call, id) => {
      if (call === 'remove' && id === 'a') throw new DockerError('busy', 409);
    };
    const removal = new Removal(docker, 3);
    removal.add('a');
    removal.add('b');
    await removal.settled();
    expect(docker.calls).toEqual([]);
    removal.add('c');
    removal.add('d');
    await removal.settled();
    expect(docker.calls).toEqual(['remove a', 'remove b', 'remove c']);
  });
});
