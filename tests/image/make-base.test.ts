import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ImageError } from '../../src/image/image-error.js';
import { MADE_BASE, makeBase } from '../../src/image/make-base.js';
import { daemonError, FakeDocker } from './fake-docker.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'make-base-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function make(docker: FakeDocker, script: string): Promise<string[]> {
  const path = join(folder, 'script');
  await writeFile(path, script);
  const lines: string[] = [];
  await makeBase(docker.client, (line) => lines.push(line), path);
  return lines;
}

describe('makeBase', () => {
  it('imports what the script writes, names it, and tells what the script says', async () => {
    const docker = new FakeDocker();
    expect(await make(docker, 'echo at work >&2; printf archive')).toEqual(['at work']);
    expect(docker.imports).toEqual(['archive']);
    expect(docker.named).toEqual([MADE_BASE]);
    expect(docker.removed).toEqual([]);
  });

  it('leaves no image of half an archive, and fails with what the script said last', async () => {
    const docker = new FakeDocker();
    const failed = make(docker, 'printf half; echo one >&2; echo no mirror >&2; exit 1');
    await expect(failed).rejects.toThrow(ImageError);
    await expect(failed).rejects.toThrow('cannot make a base image: no mirror; or name one');
    expect(docker.named).toEqual([]);
    expect(docker.removed).toEqual(['sha256:1']);
  });

  it('fails with the reason of the import', async () => {
    const docker = new FakeDocker();
    docker.importAnswer = () => Promise.reject(daemonError(500, 'no space left'));
    await expect(make(docker, 'printf archive')).rejects.toThrow('cannot make a base image: no space left');
  });
});
