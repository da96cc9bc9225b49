import { describe, expect, it } from '@jest/globals';
import type { DockerHost } from '../../src/executors/docker/host/host.js';
import { chooseCores, type CoreWishes } from '../../src/planning/choose-cores.js';
import { PlanError } from '../../src/planning/plan-error.js';

const host = { cores: [2, 3, 6, 7], seats: new Map() } as unknown as DockerHost;

describe('the cores of a run on a host with cores 2, 3, 6 and 7', () => {
  it.each<[string, CoreWishes, number | undefined, readonly number[]]>([
    ['all of them where nothing is said', {}, undefined, [2, 3, 6, 7]],
    ["as many as the file's capacity, the lowest", {}, 2, [2, 3]],
    ['--cores wins over the file', { cores: 3 }, 2, [2, 3, 6]],
    ['--cpus names them', { cpus: '3,6-7' }, undefined, [3, 6, 7]],
    ['--cores takes the first of --cpus', { cpus: '6-7', cores: 1 }, undefined, [6]],
    ['--emulate has its own numbers', { emulate: true, cores: 6 }, undefined, [0, 1, 2, 3, 4, 5]],
  ])('%s', (_, wishes, file, ids) => {
    expect(chooseCores(wishes, file, host).ids).toEqual(ids);
  });

  it.each<[string, CoreWishes, number | undefined, RegExp]>([
    [
      'more than there are',
      { cores: 5 },
      undefined,
      /--cores asks for 5 cores and there are 4: give --cores 4, or --emulate/,
    ],
    ['more in the file than there are', {}, 9, /the workload asks for 9 cores/],
    ['more than --cpus names', { cpus: '2', cores: 2 }, undefined, /there is 1/],
    ['a core that is not there', { cpus: '2-4' }, undefined, /no core 4: it has 2, 3, 6, 7/],
    ['no list', { cpus: 'two' }, undefined, /"two" is no list of cores/],
    ['more than 100 times emulated', { emulate: true, cores: 401 }, undefined, /at most 400 cores/],
  ])('refuses %s', (_, wishes, file, message) => {
    const choose = (): unknown => chooseCores(wishes, file, host);
    expect(choose).toThrow(PlanError);
    expect(choose).toThrow(message);
  });

  it('emulates only when asked to', () => {
    expect(chooseCores({}, undefined, host).emulated).toBe(false);
    expect(chooseCores({ emulate: true }, 8, host)).toMatchObject({ emulated: true, seats: undefined });
  });
});
