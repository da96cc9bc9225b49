import { describe, expect, it } from '@jest/globals';
import { ImageError } from '../../src/image/image-error.js';
import { MADE_BASE } from '../../src/image/make-base.js';
import { DEFAULT_BASE, hasImage, resolveBase } from '../../src/image/resolve-base.js';
import { daemonError, FakeDocker, streamOf } from './fake-docker.js';

const never = () => Promise.reject(new Error('no base was to be made'));
const silent = () => undefined;

describe('resolveBase', () => {
  it('takes a given base that is there without asking a registry', async () => {
    const docker = new FakeDocker(['mine:1', DEFAULT_BASE]);
    expect(await resolveBase(docker.client, 'mine:1', silent, never)).toBe('mine:1');
    expect(docker.pulls).toEqual([]);
  });

  it('pulls a given base, and one tag of it only', async () => {
    const docker = new FakeDocker();
    docker.pullAnswer = () => Promise.resolve(streamOf({ status: 'Pulling' }));
    expect(await resolveBase(docker.client, 'host:5000/mine', silent, never)).toBe('host:5000/mine');
    expect(docker.pulls).toEqual(['host:5000/mine:latest']);
  });

  it('never replaces a given base by another: it says why it cannot be had', async () => {
    const failed = resolveBase(new FakeDocker([DEFAULT_BASE]).client, 'mine:1', silent, never);
    await expect(failed).rejects.toThrow(ImageError);
    await expect(failed).rejects.toThrow(
      'cannot pull mine:1: no such host; name a base image that is there with --base',
    );
  });

  it.each([
    ['the default', [DEFAULT_BASE, MADE_BASE], DEFAULT_BASE],
    ['one made earlier', [MADE_BASE], MADE_BASE],
  ])('prefers %s that is there to a registry', async (_, images, expected) => {
    const docker = new FakeDocker(images);
    expect(await resolveBase(docker.client, undefined, silent, never)).toBe(expected);
    expect(docker.pulls).toEqual([]);
  });

  it('pulls the default where a registry answers', async () => {
    const docker = new FakeDocker();
    docker.pullAnswer = () => Promise.resolve(streamOf({ status: 'Pulling' }));
    expect(await resolveBase(docker.client, undefined, silent, never)).toBe(DEFAULT_BASE);
  });

  it.each([
    ['refuses', () => Promise.reject(daemonError(500, 'no such host'))],
    ['breaks off', () => Promise.resolve(streamOf({ status: 'Pulling' }, { error: 'no such host' }))],
  ])('makes a base when the registry %s, and says so', async (_, pullAnswer) => {
    const docker = new FakeDocker();
    docker.pullAnswer = pullAnswer;
    const lines: string[] = [];
    let made = 0;
    const make = () => {
      made += 1;
      return Promise.resolve();
    };
    expect(await resolveBase(docker.client, undefined, (line) => lines.push(line), make)).toBe(MADE_BASE);
    expect(made).toBe(1);
    expect(lines.at(-1)).toContain(`cannot pull ${DEFAULT_BASE}: no such host; making ${MADE_BASE}`);
  });
});

describe('hasImage', () => {
  it('throws when the daemon does not answer: that is not the same as no image', async () => {
    const docker = new FakeDocker();
    const image = docker.getImage('x');
    docker.getImage = () => ({ ...image, inspect: () => Promise.reject(new Error('ECONNREFUSED')) });
    await expect(hasImage(docker.client, 'x')).rejects.toThrow('ECONNREFUSED');
  });
});
