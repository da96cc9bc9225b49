import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../../src/cli/errors.js';
import type { ListedRun } from '../../../src/cli/runs/listed-runs.js';
import { planCleaning } from '../../../src/cli/runs/plan-cleaning.js';
import { DEAD } from '../../executors/docker/ownership/left-behind.js';

const OWNER = { uid: 7, host: 'here' };

function run(id: string, more: Partial<ListedRun>): ListedRun {
  return {
    run: id,
    life: 'over',
    state: 'left',
    owner: OWNER,
    own: true,
    resumable: false,
    process: DEAD,
    folder: `/runs/${id}`,
    containers: [],
    claim: undefined,
    groups: true,
    ...more,
  };
}

const LEFT = run('left', {});
const KEPT = run('kept', { state: 'kept' });
const RUNNING = run('running', { state: 'running', life: 'alive' });
const FOREIGN = run('foreign', { own: false, owner: { uid: 8, host: 'here' } });
const FAR = run('far', { own: false, owner: { uid: 7, host: 'there' }, state: 'unknown', life: 'hidden' });
const OLD = run('old', { own: false, owner: undefined, state: 'unknown', life: 'hidden' });
const GROUPS = run('groups', { own: false, owner: undefined });
const ALL = [LEFT, KEPT, RUNNING, FOREIGN, FAR, OLD, GROUPS];

describe('without names', () => {
  it('everything is removed of runs of this user that are over, and of nobody else', () => {
    const { remove, leave } = planCleaning(ALL, []);
    expect(remove).toEqual([LEFT, GROUPS]);
    expect(leave.map(({ run: { run: id }, why }) => `${id}: ${why}`)).toEqual([
      'kept: it was left on purpose (--on-exit): `tfsched clean kept` removes it all the same',
      'foreign: it is of user 8@here: that user can remove it with `tfsched clean` there',
      'far: it is of user 7@there: that user can remove it with `tfsched clean` there',
      'old: it cannot be told whether it is over: where it is, `tfsched clean old` removes it',
    ]);
  });
});

describe('with names', () => {
  it('only those are removed, kept or not known to be over as they may be', () => {
    expect(planCleaning(ALL, ['old', 'kept', 'kept'])).toEqual({ remove: [OLD, KEPT], leave: [] });
  });

  it.each([
    ['running', /^running: it is running \(process 4194305\): stop that first/],
    ['foreign', /^foreign: it is of user 8@here/],
    ['far', /^far: it is of user 7@there/],
    ['nothing', /^nothing: there is no such run on this Docker host; `tfsched ps` lists them$/],
  ])('%s is refused', (name, message) => {
    expect(() => planCleaning(ALL, [name])).toThrow(UsageError);
    expect(() => planCleaning(ALL, [name])).toThrow(message);
  });

  it('all that is wrong is told, and nothing is removed', () => {
    expect(() => planCleaning(ALL, ['left', 'running', 'nothing'])).toThrow(/^running: .*\nnothing: .*$/);
  });
});
