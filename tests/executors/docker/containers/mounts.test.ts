import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOTHING_ALLOWED } from '../../../../src/executors/docker/containers/grants.js';
import {
  bindsOf,
  mountFolders,
  mountProblems,
  MountRefused,
} from '../../../../src/executors/docker/containers/mounts.js';
import type { ImageProgram, JobSpec, Mount } from '../../../../src/workload/workload.js';
import { jobSpec } from '../run.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'tfsched-mounts-')));
const own = join(root, 'own');
const other = join(root, 'other');
const runFolder = join(own, 'results');
const socket = join(root, 'daemon/docker.sock');
const server = createServer();
const { DOCKER_HOST } = process.env;

beforeAll(async () => {
  for (const folder of ['own/data/deep', 'own/results', 'other', 'daemon', 'own-not'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(own, 'file'), '');
  symlinkSync(other, join(own, 'escape'));
  symlinkSync('/', join(own, 'data/root'));
  symlinkSync('deep', join(own, 'data/inside'));
  symlinkSync(own, join(root, 'alias'));
  server.listen(socket);
  await once(server, 'listening');
  process.env.DOCKER_HOST = `unix://${socket}`;
});

afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
  if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
  else process.env.DOCKER_HOST = DOCKER_HOST;
});

function job(id: string, ...mounts: readonly (Partial<Mount> & { host: string })[]): JobSpec {
  const program: ImageProgram = {
    ...(jobSpec(id).program as ImageProgram),
    mounts: mounts.map((mount, index) => ({ container: `/m${index}`, readonly: true, ...mount })),
  };
  return jobSpec(id, { program });
}

const rules = (...folders: readonly string[]) => ({ workloadFolder: own, mountFolders: folders, runFolder });

describe('a mount in the workload’s folder', () => {
  it.each([
    ['data', 'data'],
    ['./data/deep', 'data/deep'],
    ['data/../data', 'data'],
    ['file', 'file'],
    ['data/inside', 'data/deep'],
  ])('%s is made by its real path', (host, path) => {
    expect(bindsOf(job('j', { host, readonly: false }), rules(own))).toEqual([
      { host: join(own, path), container: '/m0', readonly: false, relabel: false },
    ]);
  });

  it('may be given by its absolute path, and by way of a link above', () => {
    expect(bindsOf(job('j', { host: join(root, 'alias/data') }), rules(own))).toMatchObject([
      { host: join(own, 'data') },
    ]);
    expect(bindsOf(job('j', { host: 'data' }), rules(join(root, 'alias')))).toMatchObject([
      { host: join(own, 'data') },
    ]);
  });
});

describe('a mount is refused', () => {
  it.each([
    ['..', /mounts\[0\] "\.\." is ".*", outside of ".*own": give --allow mounts=DIR/],
    ['../other', /outside of/],
    ['../own-not', /outside of/],
    ['/etc/passwd', /is "\/etc\/passwd", outside of/],
    ['escape', /is ".*other", outside of/],
    ['data/root', /is "\/", outside of/],
    ['data/root/etc', /is "\/etc", outside of/],
    ['nowhere', /is not there/],
    ['file/x', /is not there/],
    ['.', /holds the folder of the run: choose another one with --out/],
    ['results', /lies in the folder of the run/],
    ['\u001b[31m', /"\\u001b\[31m" is not there/],
  ])('%j', (host, why) => {
    expect(() => bindsOf(job('j', { host }), rules(own))).toThrow(MountRefused);
    expect(() => bindsOf(job('j', { host }), rules(own))).toThrow(why);
  });

  it('where nothing is allowed', () => {
    expect(() => bindsOf(job('j', { host: 'data' }), rules())).toThrow(/and no folder is allowed/);
  });

  it.each(['/', '/run', '/var/run'])('of the root or a daemon’s socket, whatever is allowed: %s', (host) => {
    expect(() => bindsOf(job('j', { host }), rules('/'))).toThrow(
      /holds ".*docker\.sock", whose owner can do/,
    );
  });

  it('of a socket, as a file and by its folder', () => {
    expect(() => bindsOf(job('j', { host: '../daemon' }), rules(root))).toThrow(/holds ".*docker\.sock"/);
    expect(() => bindsOf(job('j', { host: socket }), rules(root))).toThrow(/neither a folder nor a file/);
  });

  it('of a device', () => {
    expect(() => bindsOf(job('j', { host: '/dev/null' }), rules('/dev'))).toThrow(
      /neither a folder nor a file/,
    );
  });
});

describe('mounts of a run', () => {
  it('are made where each folder that is named says', () => {
    const jobs = [job('a', { host: 'data' }), job('b', { host: other })];
    expect(mountProblems(jobs, rules(own, other))).toEqual([]);
    expect(mountProblems(jobs, rules(own))).toEqual([
      expect.stringMatching(/^job b: mounts\[0\] ".*other" is /),
    ]);
    expect(mountProblems(jobs, rules(other))).toEqual([
      expect.stringMatching(/^job a: mounts\[0\] "data" is /),
    ]);
  });

  it('are not made in a folder that a job may write to: it could put a link there', () => {
    const writer = job('writer', { host: 'data', readonly: false });
    expect(mountProblems([writer, job('b', { host: 'data/deep' })], rules(own))).toEqual([
      `job b: mounts[0] "data/deep" lies in "${own}/data", which job writer may write to and so could change what is mounted: mount that folder as a whole`,
    ]);
    expect(mountProblems([writer, job('b', { host: 'data' })], rules(own))).toEqual([]);
    expect(mountProblems([job('a', { host: 'data' }), job('b', { host: 'data/deep' })], rules(own))).toEqual(
      [],
    );
  });
});

describe('the folders that mounts may lie in', () => {
  const all = { ...NOTHING_ALLOWED, ownFolder: true };

  it('are the workload’s own with mounts, and those that are named', () => {
    expect(mountFolders(NOTHING_ALLOWED, [own])).toEqual([]);
    expect(mountFolders(all, [own])).toEqual([own]);
    expect(mountFolders({ ...NOTHING_ALLOWED, folders: [other] }, [own])).toEqual([other]);
    expect(mountFolders({ ...all, folders: [other] }, [own])).toEqual([own, other]);
  });

  it('are never the root because a workload lies there', () => {
    expect(mountFolders(all, ['/'])).toEqual([]);
    expect(mountFolders(all, [join(own, 'data/root')])).toEqual([]);
    expect(mountFolders({ ...all, folders: ['/'] }, ['/'])).toEqual(['/']);
  });
});
