import { describe, expect, it } from '@jest/globals';
import { runnerImageTag } from '../../src/image/runner-image-tag.js';
import { listImages, removeImages } from '../../src/image/stored-images.js';
import { daemonError, FakeDocker } from './fake-docker.js';

async function daemon(): Promise<FakeDocker> {
  const docker = new FakeDocker();
  const of = (kind: string) => ({ 'tfsched.image': kind });
  docker.listed = [
    { Id: 'base', Labels: of('base'), RepoTags: ['tfsched-base:bookworm'], Created: 50, Size: 1 },
    { Id: 'old', Labels: of('runner'), RepoTags: ['<none>:<none>'], Created: 10, Size: 2 },
    { Id: 'strange', Labels: of('other'), RepoTags: ['strange:1'], Created: 40, Size: 3 },
    {
      Id: 'new',
      Labels: { ...of('runner'), 'tfsched.base': 'base:1' },
      RepoTags: [await runnerImageTag(), 'mine:1'],
      Created: 30,
      Size: 4,
    },
    { Id: 'deps', Labels: of('runner-deps'), RepoTags: null as unknown as string[], Created: 20, Size: 5 },
  ];
  return docker;
}

describe('listImages', () => {
  it('lists what is ours, runners first and the newest of them first', async () => {
    const images = await listImages((await daemon()).client);
    expect(images.map((image) => image.id)).toEqual(['new', 'old', 'deps', 'base']);
    expect(images.map((image) => image.current)).toEqual([true, false, false, false]);
    expect(images[0]).toMatchObject({ kind: 'runner', base: 'base:1', created: 30, size: 4 });
    expect(images.slice(1, 3).map((image) => image.tags)).toEqual([[], []]);
  });
});

describe('removeImages', () => {
  it('removes every tag of an image, and by its id what has none', async () => {
    const docker = await daemon();
    const images = await listImages(docker.client);
    const removals = await removeImages(docker.client, images);
    expect(docker.removed).toEqual([
      await runnerImageTag(),
      'mine:1',
      'old',
      'deps',
      'tfsched-base:bookworm',
    ]);
    expect(removals.every((removal) => removal.kind === 'removed')).toBe(true);
  });

  it('goes on after one that a container uses, and says why that one stays', async () => {
    const docker = await daemon();
    docker.removeAnswer = (name) =>
      name === 'old' ? Promise.reject(daemonError(409, 'image is being used')) : Promise.resolve();
    const removals = await removeImages(docker.client, await listImages(docker.client));
    expect(removals.filter((removal) => removal.kind === 'kept')).toMatchObject([
      { image: { id: 'old' }, why: 'image is being used' },
    ]);
    expect(docker.removed).toContain('tfsched-base:bookworm');
  });

  it('takes one that went with another as removed', async () => {
    const docker = await daemon();
    docker.removeAnswer = (name) =>
      name === 'deps' ? Promise.reject(daemonError(404, 'No such image')) : Promise.resolve();
    const removals = await removeImages(docker.client, await listImages(docker.client));
    expect(removals.every((removal) => removal.kind === 'removed')).toBe(true);
  });

  it('throws when the daemon is gone', async () => {
    const docker = await daemon();
    docker.removeAnswer = () => Promise.reject(new Error('ECONNREFUSED'));
    await expect(removeImages(docker.client, await listImages(docker.client))).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});
