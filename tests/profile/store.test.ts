import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Setting } from '../../src/profile/setting.js';
import type { Sample } from '../../src/profile/speed.js';
import { openProfileStore, profilesFolder } from '../../src/profile/store.js';

const setting: Setting = {
  model: 'lstm',
  batch: 32,
  duty: undefined,
  cores: 2,
  inter: 1,
  intra: 2,
  elastic: false,
};
const scope = { host: 'h', image: 'i' };
const sample = (steps_per_second: number): Sample => ({ steps_per_second, startup: 3, warm_up: 0 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-profiles-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('profiles', () => {
  it('are there again when they are opened anew', () => {
    openProfileStore(folder, scope).add(setting, sample(10));
    expect(openProfileStore(folder, scope).speedOf(setting)).toEqual({ stepsPerSecond: 10, startup: 3 });
  });

  it('give the median of their samples', () => {
    const store = openProfileStore(folder, scope);
    for (const speed of [10, 40, 12]) store.add(setting, sample(speed));
    expect(store.speedOf(setting)?.stepsPerSecond).toBe(12);
  });

  it.each<[string, Partial<Setting>]>([
    ['model', { model: 'spin' }],
    ['batch', { batch: 64 }],
    ['cores', { cores: 1 }],
    ['threads', { intra: 1 }],
    ['spinning', { elastic: true }],
  ])('say nothing of another %s', (_, other) => {
    openProfileStore(folder, scope).add(setting, sample(10));
    expect(openProfileStore(folder, scope).speedOf({ ...setting, ...other })).toBeUndefined();
  });

  it('say nothing of another host or image', () => {
    openProfileStore(folder, scope).add(setting, sample(10));
    expect(openProfileStore(folder, { ...scope, host: 'other' }).speedOf(setting)).toBeUndefined();
    expect(openProfileStore(folder, { ...scope, image: 'other' }).speedOf(setting)).toBeUndefined();
  });

  it('are measured anew where their file is broken', () => {
    openProfileStore(folder, scope).add(setting, sample(10));
    for (const name of readdirSync(folder))
      writeFileSync(join(folder, name), '{"version": 1, "settings": {"x": 3}}');
    expect(openProfileStore(folder, scope).speedOf(setting)).toBeUndefined();
  });

  it('keep all samples of a setting, in their order', () => {
    const store = openProfileStore(folder, scope);
    for (const speed of [10, 40, 12]) store.add(setting, sample(speed));
    expect(openProfileStore(folder, scope).samplesOf(setting)).toEqual([10, 40, 12].map(sample));
    expect(store.samplesOf({ ...setting, cores: 1 })).toEqual([]);
  });

  it('keep how long actions take', () => {
    openProfileStore(folder, scope).addAction('pause', 0.02);
    const store = openProfileStore(folder, scope);
    store.addAction('pause', 0.03);
    expect(store.actions).toEqual({ start: [], pause: [0.02, 0.03], resume: [], resize: [] });
  });

  it('are under the XDG cache folder, unless that is not absolute', () => {
    expect(profilesFolder({ XDG_CACHE_HOME: '/c' }, '/home/a')).toBe('/c/tfsched/profiles');
    expect(profilesFolder({ XDG_CACHE_HOME: 'c' }, '/home/a')).toBe('/home/a/.cache/tfsched/profiles');
    expect(profilesFolder({}, '/home/a')).toBe('/home/a/.cache/tfsched/profiles');
  });
});
