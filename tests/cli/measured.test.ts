import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../src/metrics/report.js';
import type { Cell } from '../../src/profile/cell.js';
import { openProfileStore } from '../../src/profile/store.js';
import { findModel } from '../../src/workload/models.js';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';

const { folder, file, tfsched } = sandbox();
const profiles = join(folder, 'cache/tfsched/profiles');

function add(model: string, cores: number, steps_per_second: number): void {
  const setting: Cell['setting'] = {
    model,
    batch: findModel(model)?.defaultBatch,
    duty: undefined,
    cores,
    inter: 1,
    intra: cores,
    elastic: false,
  };
  openProfileStore(profiles, { host: 'h', image: 'i' }).add(setting, {
    steps_per_second,
    startup: 2,
    warm_up: 0,
  });
}

beforeAll(() => {
  for (const [cores, speed] of [
    [1, 10],
    [2, 12],
  ] as const)
    add('lstm', cores, speed);
  add('spin', 1, 100);
  add('spin', 2, 200);
});

describe('a simulation with what was measured', () => {
  it('knows how long steps take, and how much more cores bring', async () => {
    file(
      'w.yaml',
      `cores: 2
jobs:
  - { id: steps, model: lstm, steps: 120, cores: 1 }
  - { id: lasts, model: lstm, duration: 6s, cores: 2, arrival: 100s }`,
    );
    const { code, stdout, stderr } = await tfsched('simulate w.yaml -r max_prop --speedup profile --json');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^profile: of .* UTC, host h\n$/);
    const { jobs } = JSON.parse(stdout) as RunReport;
    // Alone it is given both cores: 120 steps at 12 a second, where it asked for 12 s on one.
    expect(jobs.map(({ service }) => service)).toEqual([10, 6]);
    expect(jobs[0]?.dedicated).toBe(12);
  });

  it('takes the start-up of each program', async () => {
    for (const [action, seconds] of [
      ['start', 0.5],
      ['pause', 0.1],
      ['resume', 0.1],
    ] as const)
      openProfileStore(profiles, { host: 'h', image: 'i' }).addAction(action, seconds);
    file('s.yaml', 'cores: 1\njobs: [{ id: a, model: lstm, duration: 10s, cores: 1 }]');
    const { stdout } = await tfsched('simulate s.yaml --overheads profile --json');
    const { jobs } = JSON.parse(stdout) as RunReport;
    expect(jobs[0]).toMatchObject({ waiting: 0.5, service: 12, dedicated: 12 });
  });

  it('names the programs that were not measured', async () => {
    file(
      'm.yaml',
      'cores: 1\njobs: [{ model: resnet20, steps: 5, cores: 1 }, { model: lstm, steps: 5, cores: 1 }]',
    );
    const without = await tfsched('simulate m.yaml --speedup profile');
    expect(without.code).toBe(2);
    expect(without.stderr).toMatch(
      /error: no speed of resnet20 was measured on this host: run `tfsched profile` with the workload file first\n$/,
    );
  });

  it('says where it takes more cores to bring nothing', async () => {
    file('more.yaml', 'cores: 8\njobs: [{ id: a, model: spin, duration: 5s, cores: 4 }]');
    const { code, stderr } = await tfsched('simulate more.yaml --speedup profile --json');
    expect(code).toBe(0);
    expect(stderr).toMatch(/note: spin was measured on 2 cores at most: more are taken to bring nothing\n$/);
  });

  it('does without a file that cannot be read', async () => {
    const cache = join(folder, 'other');
    mkdirSync(join(cache, 'tfsched/profiles'), { recursive: true });
    writeFileSync(join(cache, 'tfsched/profiles/x.json'), '{');
    expectRefusal(
      await tfsched('simulate s.yaml --speedup profile', { env: { XDG_CACHE_HOME: cache } }),
      2,
      /^error: nothing was measured on this host yet/,
    );
  });
});

describe('check with what was measured', () => {
  it('tells of jobs that ask for more cores than pay', async () => {
    file(
      'c.yaml',
      `cores: 2
jobs:
  - { id: wide, model: lstm, steps: 5, cores: 2 }
  - { id: narrow, model: lstm, steps: 5, cores: 1 }
  - { id: pays, model: spin, steps: 5, cores: 2 }`,
    );
    const { code, stderr } = await tfsched('check c.yaml');
    expect(code).toBe(0);
    expect(stderr).toBe(
      'note: wide: as measured on this host, more than 1 core bring lstm less than 50 % of their share\n',
    );
  });
});
