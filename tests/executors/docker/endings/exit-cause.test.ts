import { describe, expect, it } from '@jest/globals';
import { exitOf, type End } from '../../../../src/executors/docker/endings/exit-cause.js';

const PLAIN: End = {
  code: 0,
  outOfMemory: false,
  killed: false,
  foreignSignal: undefined,
  removed: false,
  daemonStopped: false,
  error: '',
};

describe('why an attempt ended', () => {
  it.each<[string, Partial<End>, ReturnType<typeof exitOf>]>([
    ['it finished', {}, { code: 0, reason: undefined, lost: false }],
    ['it failed', { code: 3 }, { code: 3, reason: undefined, lost: false }],
    ['we killed it', { code: 137, killed: true }, { code: 137, reason: undefined, lost: false }],
    ['it finished before our kill', { code: 0, killed: true }, { code: 0, reason: undefined, lost: false }],
    [
      'its memory ran out',
      { code: 137, outOfMemory: true },
      { code: 137, reason: 'out of memory', lost: false },
    ],
    [
      'a child was out of memory',
      { code: 1, outOfMemory: true },
      { code: 1, reason: 'out of memory', lost: false },
    ],
    [
      'it finished although a child was out of memory',
      { outOfMemory: true },
      { code: 0, reason: undefined, lost: false },
    ],
    [
      'somebody killed it',
      { code: 137, foreignSignal: '9' },
      { code: 137, reason: 'ended by someone else (signal 9)', lost: false },
    ],
    [
      'somebody stopped it and it finished',
      { foreignSignal: '15' },
      { code: 0, reason: undefined, lost: false },
    ],
    [
      'somebody removed it',
      { code: 137, removed: true },
      { code: 137, reason: 'removed by someone else', lost: false },
    ],
    [
      'the daemon stopped',
      { code: 137, foreignSignal: '15', daemonStopped: true },
      { code: 137, reason: 'the Docker daemon stopped', lost: true },
    ],
    [
      'the daemon stopped and it did as it was told',
      { code: 0, foreignSignal: '15', daemonStopped: true },
      { code: 137, reason: 'the Docker daemon stopped', lost: true },
    ],
    [
      'it died while nobody listened',
      { code: 255, daemonStopped: true },
      { code: 255, reason: 'the Docker daemon stopped', lost: true },
    ],
    [
      'it failed while nobody listened',
      { code: 1, daemonStopped: true },
      { code: 1, reason: undefined, lost: false },
    ],
    [
      'we killed it while the daemon stopped',
      { code: 137, killed: true, foreignSignal: '15', daemonStopped: true },
      { code: 137, reason: undefined, lost: false },
    ],
    [
      'its memory ran out while the daemon stopped',
      { code: 137, outOfMemory: true, daemonStopped: true },
      { code: 137, reason: 'out of memory', lost: false },
    ],
    ['Docker says why', { code: 128, error: 'cannot run' }, { code: 128, reason: 'cannot run', lost: false }],
  ])('%s', (_, end, exit) => {
    expect(exitOf({ ...PLAIN, ...end })).toEqual(exit);
  });
});
