import { describe, expect, it } from '@jest/globals';
import { ImageError } from '../../src/image/image-error.js';
import { pullImage } from '../../src/image/pull-image.js';
import { FakeDocker, streamOf } from './fake-docker.js';

describe('pullImage', () => {
  it.each([
    ['mine', 'mine:latest'],
    ['mine:1', 'mine:1'],
    ['host:5000/mine', 'host:5000/mine:latest'],
    ['mine@sha256:00ff', 'mine@sha256:00ff'],
  ])('pulls %s as %s', async (reference, pulled) => {
    const docker = new FakeDocker();
    docker.pullAnswer = () => Promise.resolve(streamOf({ status: 'Status: Downloaded newer image' }));
    const lines: string[] = [];
    await pullImage(docker.client, reference, (line) => lines.push(line));
    expect(docker.pulls).toEqual([pulled]);
    expect(lines).toEqual(['Status: Downloaded newer image']);
  });

  it.each([
    ['at once', () => Promise.reject(new Error('no such host'))],
    ['on the way', () => Promise.resolve(streamOf({ status: 'x' }, { error: 'no such host' }))],
  ])('fails with the reason, %s', async (_, answer) => {
    const docker = new FakeDocker();
    docker.pullAnswer = answer;
    const failed = pullImage(docker.client, 'mine:1', () => undefined);
    await expect(failed).rejects.toThrow(ImageError);
    await expect(failed).rejects.toThrow('cannot pull mine:1: no such host');
  });
});
