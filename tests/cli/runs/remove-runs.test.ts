import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listedRuns, type ListedRun } from '../../../src/cli/runs/listed-runs.js';
import { removeRuns } from '../../../src/cli/runs/remove-runs.js';
import { DockerError } from '../../../src/executors/docker/daemon/client.js';
import { type DockerHost, readHost } from '../../../src/executors/docker/host/host.js';
import { thisProcess } from '../../../src/executors/docker/host/process-life.js';
import { fileClaim } from '../../../src/executors/docker/ownership/core-claims.js';
import { claimFolder, runsOn } from '../../../src/executors/docker/ownership/core-lock.js';
import { FakeDocker } from '../../executors/docker/fake-docker.js';
import { DEAD, leftContainer, madeBy } from '../../executors/docker/ownership/left-behind.js';

let root: string;
let client: FakeDocker;
let host: DockerHost;
let claims: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tfsched-remove-'));
  client = new FakeDocker();
  host = await readHost(client, { hostName: '', kernel: '', read: () => undefined });
  claims = claimFolder(root, host.daemon.id);
  fileClaim(claims, { run: 'r', process: DEAD, cores: [0], state: 'holding' });
  for (const job of ['a', 'b']) await client.create(leftContainer('r', job, madeBy(DEAD)));
});
afterEach(() => rmSync(root, { recursive: true }));

async function left(): Promise<readonly ListedRun[]> {
  return listedRuns({ client, host }, root);
}

describe('what a dead run has left', () => {
  it('is removed, its claim too, and the run lives as long as that takes', async () => {
    const runs = await left();
    const living = new Set<string>();
    client.before = (call) => {
      if (call === 'remove') for (const { run } of runsOn(root, host.daemon.id)) living.add(run);
    };
    expect(await removeRuns({ client, host }, root, runs)).toEqual({ removed: runs, leave: [], failed: [] });
    expect(client.containers.size).toBe(0);
    expect(readdirSync(claims)).toEqual([]);
    expect([...living]).toEqual(['r']);
  });

  it('is left alone when the run was resumed since it was looked at', async () => {
    const runs = await left();
    fileClaim(claims, { run: 'r', process: thisProcess(), cores: [0], state: 'holding' });
    const done = await removeRuns({ client, host }, root, runs);
    expect(done).toMatchObject({ removed: [], failed: [], leave: [{ run: { run: 'r', state: 'running' } }] });
    expect(client.containers.size).toBe(2);
    expect(runsOn(root, host.daemon.id).map(({ run }) => run)).toEqual(['r']);
  });

  it('is named when it cannot be removed; the next run is removed all the same', async () => {
    await client.create(leftContainer('s', 'a', madeBy(DEAD)));
    client.before = (call, id) => {
      if (call === 'remove' && id.includes('-r-b-')) throw new DockerError('busy', 409);
    };
    const done = await removeRuns({ client, host }, root, await left());
    expect(done.failed).toMatchObject([
      { run: { run: 'r' }, remains: { containers: ['tfsched-r-b-1'], groups: false } },
    ]);
    expect(done.removed.map(({ run }) => run)).toEqual(['s']);
  });
});
