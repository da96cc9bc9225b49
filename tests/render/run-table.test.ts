import { describe, expect, it } from '@jest/globals';
import { runTable, type ShownRun } from '../../src/render/run-table.js';

const LOOK = { width: 100, color: false };

function shown(more: Partial<ShownRun>): ShownRun {
  return {
    id: '20260731-142501-k3f9',
    state: 'running',
    owner: '0@host',
    cores: '0-1',
    counts: { running: 2, armed: 3 },
    trace: 'none',
    age: 59.9,
    folder: '/runs/20260731-142501-k3f9',
    containers: [
      { name: 'tfsched-r-a-1', job: 'a', attempt: 1, state: 'running', cores: '0' },
      { name: 'tfsched-r-b-2', job: 'b', attempt: undefined, state: 'armed', cores: undefined },
    ],
    ...more,
  };
}

describe('the table of runs', () => {
  it('shows a run a line, and nothing for what is not known', () => {
    const other = shown({
      id: 'other',
      state: 'left',
      owner: undefined,
      cores: undefined,
      counts: {},
      age: undefined,
      folder: undefined,
    });
    expect(runTable([shown({}), other], false, LOOK).split('\n')).toEqual([
      'run                   state    owner   cores  containers          age   folder',
      '─'.repeat(98),
      '20260731-142501-k3f9  running  0@host  0-1    2 running, 3 armed  59 s  /runs/20260731-142501-k3f9',
      'other                 left     –       –      none                –     –',
      '',
    ]);
  });

  it('shows the containers below where they are asked for', () => {
    const [, below] = runTable([shown({})], true, LOOK).split('\n\n');
    expect(below?.split('\n')).toEqual([
      'run                   container      job  attempt  state    cores',
      '─'.repeat(65),
      '20260731-142501-k3f9  tfsched-r-a-1  a    1        running  0',
      '20260731-142501-k3f9  tfsched-r-b-2  b    –        armed    –',
      '',
    ]);
  });

  it.each([
    [-5, '0 s'],
    [119, '119 s'],
    [120, '2 min'],
    [7199, '119 min'],
    [7200, '2 h'],
    [3600 * 47, '47 h'],
    [3600 * 48, '2 d'],
  ])('shows %d s as %s', (age, text) => {
    expect(runTable([shown({ age, folder: 'x' })], false, LOOK)).toMatch(new RegExp(`  ${text} +x\n`));
  });

  it('shows nothing that a terminal would obey', () => {
    const hostile = shown({
      folder: '/a\u001b[2J',
      containers: [{ name: 'n\u001b]0;x\u0007', job: 'j\r', attempt: 1, state: 'armed', cores: '0' }],
    });
    expect(runTable([hostile], true, LOOK)).not.toMatch(/[\u001b\u0007\r]/);
  });
});
