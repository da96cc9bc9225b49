/** Every example of workloads/ runs as its first lines say, and its log shows nothing against the rules. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Dockerode from 'dockerode';
import { runnerImageTag } from '../../src/image/runner-image-tag.js';
import { sandbox } from '../cli/support/tfsched.js';
import { checkLog } from './support/check-log.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const docker = new Dockerode();
const box = sandbox('real daemon');

/** Whether a job reaches its limit is up to how fast the machine was when its speed was measured, and is now. */
const MAY_FAIL = new Set(['retries.yaml']);

/** Images of examples, made of tfsched's own where no registry is reached. */
const STAND_INS = [
  { repo: 'python', tag: '3.11-slim', of: () => 'tfsched-base:bookworm' },
  { repo: 'tensorflow/tensorflow', tag: '2.20.0', of: runnerImageTag },
];
const made: string[] = [];

beforeAll(async () => {
  for (const { repo, tag, of } of STAND_INS) {
    const source = await of();
    if ((await isThere(`${repo}:${tag}`)) || !(await isThere(source))) continue;
    const container = await docker.createContainer({ Image: source, name: `stand-in-${process.pid}` });
    await container.commit({ repo, tag, changes: 'ENTRYPOINT ["env"]' });
    await container.remove();
    made.push(`${repo}:${tag}`);
  }
});

afterAll(async () => {
  for (const image of made) await docker.getImage(image).remove();
});

async function isThere(image: string): Promise<boolean> {
  return docker
    .getImage(image)
    .inspect()
    .then(
      () => true,
      () => false,
    );
}

/** The first command that the head of an example gives. */
function commandOf(name: string): string {
  const text = readFileSync(join(ROOT, 'workloads', name), 'utf8');
  const command = /^# {3}tfsched (run .*)$/m.exec(text)?.[1];
  if (command === undefined) throw new Error(`${name} does not say how it is run`);
  return command
    .replace('workloads/', join(ROOT, 'workloads/'))
    .replace('mounts=src/', `mounts=${join(ROOT, 'src/')}`);
}

describe('the examples', () => {
  const names = readdirSync(join(ROOT, 'workloads')).filter((name) => name.endsWith('.yaml'));

  it('are six at least', () => {
    expect(names.length).toBeGreaterThanOrEqual(6);
  });

  it.each(names)(
    '%s',
    async (name) => {
      const out = join(box.folder, `out-${name}`);
      const { code, stdout, stderr } = await box.tfsched(`${commandOf(name)} --out ${out}`);
      expect(stderr).toContain(' end');
      expect(MAY_FAIL.has(name) ? [0, 1] : [0]).toContain(code);
      expect(stdout).toContain('makespan');
      await checkLog(out);
    },
    300_000,
  );
});
