import { expect, it } from '@jest/globals';
import { runOf, workloadOf } from '../export/sources.js';

it('updates of users are told by time, with those that came too late', async () => {
  const study =
    '{id: a, model: spin, duration: 4, cores: 1, updates: [{at: 1, cores: 2}, {at: 20, cores: 1}]}';
  const other = '{id: b, model: spin, duration: 90, cores: 1, updates: [{at: 2.5, cores: 2}]}';
  const { updates } = await runOf(workloadOf(`{jobs: [${study}, ${other}]}`), 4);
  expect(updates).toEqual([
    { job: 'a', at: 1, cores: 2, effect: true },
    { job: 'b', at: 2.5, cores: 2, effect: true },
    { job: 'a', at: 20, cores: 1, effect: false },
  ]);
});
