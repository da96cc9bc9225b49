import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { latestProfile } from '../../src/profile/latest-profile.js';
import type { Setting } from '../../src/profile/setting.js';
import type { Sample } from '../../src/profile/speed.js';
import { openProfileStore } from '../../src/profile/store.js';

const setting: Setting = {
  model: 'lstm',
  batch: undefined,
  duty: undefined,
  cores: 1,
  inter: 1,
  intra: 1,
  elastic: false,
};
const sample = (steps_per_second: number): Sample => ({ steps_per_second, startup: 3, warm_up: 0 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-profiles-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Makes all files that are there as old as 1970, and a second younger each time. */
let age = 0;
function grow(): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!aged.has(file)) utimesSync(file, ++age, age);
    aged.add(file);
  }
}
const aged = new Set<string>();

describe('the profile of the host that was measured last', () => {
  it('is none where there is no folder, or nothing that can be read', () => {
    expect(latestProfile(join(folder, 'nowhere'))).toBeUndefined();
    writeFileSync(join(folder, 'broken.json'), '{"version": 1}');
    expect(latestProfile(folder)).toBeUndefined();
  });

  it('has the cells of all images, of a setting those of the latest', () => {
    const other = { ...setting, model: 'app', cores: 2 };
    const old = openProfileStore(folder, { host: 'h', image: 'old' });
    old.add(setting, sample(1));
    old.add(other, sample(5));
    old.addAction('start', 0.06);
    grow();
    openProfileStore(folder, { host: 'h', image: 'new' }).add(setting, sample(2));
    const profile = latestProfile(folder);
    expect(profile?.cells).toEqual([
      { setting, samples: [sample(2)] },
      { setting: other, samples: [sample(5)] },
    ]);
    expect(profile?.actions.start).toEqual([0.06]);
  });

  it('has nothing of another host', () => {
    openProfileStore(folder, { host: 'old', image: 'i' }).add(setting, sample(1));
    grow();
    openProfileStore(folder, { host: 'new', image: 'i' }).add({ ...setting, duty: 0.5 }, sample(2));
    expect(latestProfile(folder)).toMatchObject({
      host: 'new',
      cells: [{ setting: { duty: 0.5 }, samples: [sample(2)] }],
      actions: { start: [] },
    });
  });
});
