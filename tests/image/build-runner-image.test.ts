import { describe, expect, it } from '@jest/globals';
import { buildRunnerImage, ensureRunnerImage, tellBuildLine } from '../../src/image/build-runner-image.js';
import { ImageError } from '../../src/image/image-error.js';
import { runnerImageTag } from '../../src/image/runner-image-tag.js';
import { FakeDocker, streamOf } from './fake-docker.js';

const env = { PIP_CONFIG_FILE: '/dev/null', HTTPS_PROXY: 'proxy' };
const silent = { onProgress: () => undefined, env };

describe('buildRunnerImage', () => {
  it('builds the stage of packages under a tag of its own, then the image', async () => {
    const docker = new FakeDocker(['base:1']);
    const tag = await runnerImageTag();
    expect(await buildRunnerImage(docker.client, { ...silent, base: 'base:1' })).toEqual({
      tag,
      base: 'base:1',
    });
    const [packages, image] = docker.builds;
    expect(docker.builds).toHaveLength(2);
    expect(packages).toMatchObject({ target: 'deps', networkmode: 'host' });
    expect(packages?.t).toMatch(/^tfsched-runner-deps:/);
    expect(image).toMatchObject({ t: tag, labels: { 'tfsched.base': 'base:1' } });
    expect(image?.buildargs).toEqual(packages?.buildargs);
    expect(image?.buildargs).toEqual({ BASE: 'base:1', HTTPS_PROXY: 'proxy', https_proxy: 'proxy' });
  });

  it('fails with the reason, the end of the output and the mend', async () => {
    const docker = new FakeDocker(['base:1']);
    const output = Array.from({ length: 40 }, (_, n) => ({ stream: `line ${String(n)}.\n` }));
    docker.buildAnswer = () => Promise.resolve(streamOf(...output, { error: 'returned a non-zero code: 1' }));
    const failed = buildRunnerImage(docker.client, { ...silent, base: 'base:1' });
    await expect(failed).rejects.toThrow(ImageError);
    await expect(failed).rejects.toThrow(/non-zero code: 1\n {2}line 25\.(.|\n)*line 39\.\n.*--base/);
    expect(docker.builds).toHaveLength(1);
  });

  it('gives the abort as it is', async () => {
    const abort = new AbortController();
    const docker = new FakeDocker(['base:1']);
    docker.buildAnswer = () => {
      abort.abort(new Error('interrupted'));
      return Promise.reject(new Error('aborted'));
    };
    const options = { ...silent, base: 'base:1', abortSignal: abort.signal };
    await expect(buildRunnerImage(docker.client, options)).rejects.toThrow('interrupted');
  });
});

describe('ensureRunnerImage', () => {
  it('builds nothing where the image is there', async () => {
    const tag = await runnerImageTag();
    const docker = new FakeDocker([tag]);
    expect(await ensureRunnerImage(docker.client, silent)).toBe(tag);
    expect(docker.builds).toEqual([]);
  });

  it('says that it builds', async () => {
    const docker = new FakeDocker(['python:3.11-slim']);
    const lines: string[] = [];
    const tag = await ensureRunnerImage(docker.client, { ...silent, onProgress: (line) => lines.push(line) });
    expect(lines[0]).toContain(`building the runner image ${tag}`);
  });
});

describe('tellBuildLine', () => {
  it.each([
    ['Collecting numpy==2.4.6', 'fetching numpy==2.4.6'],
    ['Installing collected packages: namex, libclang, wrapt', 'installing 3 packages'],
    ['Successfully installed absl-py-2.5.1', 'compiling and storing them'],
    ['Step 3/18 : LABEL x', undefined],
    [' ---> Running in 44f1', undefined],
  ])('%j is told as %j', (line, told) => {
    expect(tellBuildLine(line)).toBe(told);
  });
});
