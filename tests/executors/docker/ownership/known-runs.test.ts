import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DockerHost } from '../../../../src/executors/docker/host/host.js';
import { thisProcess, type ProcessId } from '../../../../src/executors/docker/host/process-life.js';
import { fileClaim } from '../../../../src/executors/docker/ownership/core-claims.js';
import { claimFolder, lockCores } from '../../../../src/executors/docker/ownership/core-lock.js';
import { knownRuns, type KnownRun } from '../../../../src/executors/docker/ownership/known-runs.js';
import type { RunOrigin } from '../../../../src/executors/docker/ownership/labels.js';
import { thisOwner } from '../../../../src/executors/docker/ownership/origin.js';
import { FakeDocker } from '../fake-docker.js';
import { DEAD, ELSEWHERE, hostWithGroups, leftContainer, madeBy } from './left-behind.js';

let root: string;
let docker: FakeDocker;
let host: DockerHost;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tfsched-known-'));
  docker = new FakeDocker();
  host = await hostWithGroups(docker, root);
});
afterEach(() => rmSync(root, { recursive: true }));

async function make(run: string, job: string, origin: RunOrigin | undefined): Promise<void> {
  await docker.create(leftContainer(run, job, origin));
}

function claim(run: string, process: ProcessId): void {
  fileClaim(claimFolder(root, host.daemon.id), { run, process, cores: [0], state: 'holding' });
}

function makeGroup(name: string, ...inside: string[]): void {
  mkdirSync(join(root, 'cpuset', 'docker', name, '0', ...inside), { recursive: true });
}

async function found(): Promise<Record<string, KnownRun['life']>> {
  return Object.fromEntries((await knownRuns(docker, host, root)).map(({ run, life }) => [run, life]));
}

describe('a run', () => {
  it('lives when its process does, by its containers or by its claim', async () => {
    await make('by-label', 'a', madeBy(thisProcess()));
    await lockCores({ folder: root, daemon: host.daemon.id, run: 'by-claim', cores: [0], mode: 'refuse' });
    // Resumed: its containers are older than its process.
    await make('resumed', 'a', madeBy(DEAD));
    claim('resumed', thisProcess());
    // Resumed, by a user whose claims are not seen, and a container was made since.
    await make('unclaimed', 'a', madeBy(DEAD));
    await make('unclaimed', 'b', madeBy(thisProcess()));
    expect(await found()).toEqual({
      'by-label': 'alive',
      'by-claim': 'alive',
      resumed: 'alive',
      unclaimed: 'alive',
    });
  });

  it('is over when its process is: by its containers, its claim, or groups that the kernel keeps', async () => {
    await make('by-label', 'a', madeBy(DEAD));
    claim('by-claim', DEAD);
    await make('old', 'a', undefined);
    claim('old', DEAD);
    expect(await found()).toEqual({ 'by-label': 'over', 'by-claim': 'over', old: 'over' });
    // To look is not to remove.
    expect((await knownRuns(docker, host, root)).find(({ run }) => run === 'by-claim')?.claim).toBeDefined();
  });

  it('is hidden when its process is on another host, or nothing tells of one', async () => {
    await make('far', 'a', madeBy(ELSEWHERE));
    await make('old', 'a', undefined);
    expect(await found()).toEqual({ far: 'hidden', old: 'hidden' });
  });

  it('is known by its empty groups to root, who alone can remove them', async () => {
    makeGroup('tfsched-older');
    makeGroup('tfsched-of-another-daemon', 'container');
    makeGroup('tfsched-user1000-core0');
    makeGroup('something-else');
    expect(await found()).toEqual(process.getuid?.() === 0 ? { older: 'over' } : {});
  });

  it('is not known by its groups while it lives on another daemon', async () => {
    makeGroup('tfsched-there');
    makeGroup('tfsched-was-there');
    const folder = claimFolder(root, 'ANOTHER:DAEMON');
    fileClaim(folder, { run: 'there', process: thisProcess(), cores: [0], state: 'holding' });
    fileClaim(folder, { run: 'was-there', process: DEAD, cores: [0], state: 'holding' });
    expect(await found()).toEqual(process.getuid?.() === 0 ? { 'was-there': 'over' } : {});
  });

  it('is not what has another name than runs have', async () => {
    await make('../escape', 'a', madeBy(DEAD));
    expect(await found()).toEqual({});
  });

  it('tells its owner, process, folder, containers and claim', async () => {
    await make('r', 'a', madeBy(DEAD, { folder: '/runs/r' }));
    await make('r', 'b', madeBy(DEAD, { folder: '/runs/r' }));
    claim('r', DEAD);
    const [run] = await knownRuns(docker, host, root);
    expect(run).toMatchObject({ owner: thisOwner(), process: DEAD, folder: '/runs/r', groups: false });
    expect(run?.containers.map(({ told }) => told.job)).toEqual(['a', 'b']);
    expect(run?.claim).toMatchObject({ run: 'r', cores: [0] });
  });

  it('with a container of another user is not this user’s', async () => {
    const owner = { ...thisOwner(), uid: thisOwner().uid + 1 };
    await make('r', 'a', madeBy(DEAD));
    await make('r', 'b', madeBy(DEAD, { owner }));
    expect((await knownRuns(docker, host, root))[0]?.owner).toEqual(owner);
  });
});
