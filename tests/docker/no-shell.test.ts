import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Dockerode from 'dockerode';
import { BASE, Harness, pythonJob } from './harness.js';

const IMAGE = 'tfsched-test-no-shell:latest';
const docker = new Dockerode();
let harness: Harness | undefined;

beforeAll(async () => {
  // ldconfig is linked statically, so that it runs where there is nothing else.
  const source = await docker.createContainer({ Image: BASE, Labels: { 'tfsched.test': 'no-shell' } });
  const file = await source.getArchive({ path: '/usr/sbin/ldconfig' });
  const [repo, tag] = IMAGE.split(':');
  const answer = await docker.importImage(file, { repo, tag });
  await new Promise((resolve, reject) => answer.on('end', resolve).on('error', reject).resume());
  await source.remove();
}, 60_000);
afterEach(() => harness?.close());
afterAll(async () => {
  await docker.getImage(IMAGE).remove();
});

describe('an image without a shell', () => {
  it('is created ahead of its turn and started at its dispatch, on its cores', async () => {
    const plan = pythonJob('a', '');
    const program = {
      ...plan.job.program,
      kind: 'image' as const,
      image: IMAGE,
      command: ['/ldconfig', '--version'],
    };
    harness = await new Harness([
      { ...plan, image: IMAGE, job: { ...plan.job, program: { ...PROGRAM, ...program } } },
    ]).open();
    await harness.arm();
    expect(await harness.state('a')).toMatchObject({ status: 'created' });
    expect(harness.notesOf('a')).toEqual([]);
    expect((await harness.do('start', 'a', [1])).kind).toBe('confirmed');
    expect((await harness.exit('a')).exit).toEqual({ code: 0, reason: undefined, lost: false });
    expect(harness.log('a')).toContain('ldconfig');
    expect(harness.errors()).toEqual([]);
  });
});

const PROGRAM = { progress: false, network: false, writable: false, mounts: [] };
