import { describe, expect, it } from '@jest/globals';
import { parseAllow } from '../../src/cli/docker/allow.js';
import { NOTHING_ALLOWED } from '../../src/executors/docker/containers/grants.js';

const allowed = (...texts: readonly string[]) =>
  texts.reduce((before, text) => parseAllow(text, before), NOTHING_ALLOWED);

describe('--allow', () => {
  it.each<[readonly string[], object]>([
    [['network'], { grants: new Set(['network']), ownFolder: false, folders: [] }],
    [['network, writable'], { grants: new Set(['network', 'writable']), ownFolder: false, folders: [] }],
    [['mounts'], { grants: new Set(['mounts']), ownFolder: true, folders: [] }],
    [['mounts=/data'], { grants: new Set(['mounts']), ownFolder: false, folders: ['/data'] }],
    [
      ['user,mounts=/a,mounts,mounts=../b', 'network'],
      { grants: new Set(['user', 'mounts', 'network']), ownFolder: true, folders: ['/a', '../b'] },
    ],
    [['mounts=/a,b,c'], { grants: new Set(['mounts']), ownFolder: false, folders: ['/a,b,c'] }],
    [
      ['mounts=/a,network-data,user'],
      { grants: new Set(['mounts', 'user']), ownFolder: false, folders: ['/a,network-data'] },
    ],
    [['mounts=/a=b'], { grants: new Set(['mounts']), ownFolder: false, folders: ['/a=b'] }],
  ])('%j', (texts, result) => {
    expect(allowed(...texts)).toEqual(result);
  });

  it.each([
    '',
    'root',
    'network,',
    'network,root',
    'Network',
    'mounts=',
    'mounts=,user',
    'network=x',
    '=',
    'mounts /data',
  ])('%j is refused', (text) => {
    expect(() => allowed(text)).toThrow(
      'Give some of network, writable, user, mounts, mounts=DIR, with commas between.',
    );
  });
});
