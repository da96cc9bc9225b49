import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ContainerCgroup } from '../../../../src/executors/docker/host/kernel-cgroup.js';
import { differenceInKernel } from '../../../../src/executors/docker/host/read-back.js';

let folder: string;
let cgroup: ContainerCgroup;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-kernel-'));
  cgroup = { cpuset: join(folder, 'cpus'), quota: join(folder, 'cpu.max'), parentUsage: '' };
});
afterEach(() => rmSync(folder, { recursive: true }));

function kernelHas(cores: string, quota: string): void {
  writeFileSync(join(folder, 'cpus'), `${cores}\n`);
  writeFileSync(join(folder, 'cpu.max'), `${quota}\n`);
}

describe('what was asked against what the kernel has', () => {
  it('is no difference when they are the same', () => {
    kernelHas('0-1', '12500 100000');
    expect(
      differenceInKernel('a', cgroup, { cpuset: '0,1', nanoCpus: 125_000_000, memory: 5 }),
    ).toBeUndefined();
  });

  it('is a difference of cores, in a sentence', () => {
    kernelHas('0-3', 'max 100000');
    expect(differenceInKernel('a', cgroup, { cpuset: '1' })).toBe(
      'a was given cores 1, but the kernel has it on 0-3',
    );
  });

  it('is a difference of the quota, in a sentence', () => {
    kernelHas('0-3', '50000 100000');
    expect(differenceInKernel('a', cgroup, { nanoCpus: 2.5e8 })).toBe(
      'a was given a quota of 0.25 cores, but the kernel has it at 0.5',
    );
  });

  it('is not known when the kernel cannot be asked, or the container is gone', () => {
    expect(differenceInKernel('a', cgroup, { cpuset: '1', nanoCpus: 1 })).toBeUndefined();
    expect(differenceInKernel('a', undefined, { cpuset: '1' })).toBeUndefined();
  });
});
