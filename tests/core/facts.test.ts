import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Action } from '../../src/core/actions.js';
import { compareFacts, type Fact } from '../../src/core/facts.js';
import { Job } from '../../src/core/job-state.js';
import { requestOf } from './scenario.js';

const at = 0;

/** A job at a place of the file and of the order of arrival, which may differ. */
function jobAt(position: number, arrivalRank: number, turnRank = 0): Job {
  const job = new Job(requestOf(`j${position}`, position, 0, 1), arrivalRank);
  job.turnRank = turnRank;
  return job;
}

function action(id: number, job: Job): Action {
  return { id, kind: 'start', job, attempt: 1, cores: 1, ids: [0], cause: undefined, decided: undefined };
}

const [first, second] = [jobAt(0, 1, 5), jobAt(1, 0, 4)];
const exit = { code: 0, reason: undefined, lost: false };

/** In the order of design 4.1, and within a kind in its own order. */
const inOrder: readonly Fact[] = [
  { kind: 'confirmed', at, action: action(1, second) },
  { kind: 'confirmed', at, action: action(2, first) },
  { kind: 'refused', at, action: action(1, first), reason: '' },
  { kind: 'exited', at, job: first, attempt: 1, exit },
  { kind: 'exited', at, job: second, attempt: 1, exit },
  { kind: 'timed_out', at, job: first },
  { kind: 'timed_out', at, job: second },
  { kind: 'cancelled', at, reason: '' },
  { kind: 'updated', at, job: second, cores: 1 },
  { kind: 'updated', at, job: first, cores: 1 },
  { kind: 'arrived', at, job: second },
  { kind: 'arrived', at, job: first },
  { kind: 'turn_ended', at, job: second },
  { kind: 'turn_ended', at, job: first },
  { kind: 'exemption_ended', at, job: second },
  { kind: 'exemption_ended', at, job: first },
  { kind: 'aging_tick', at },
];

describe('compareFacts', () => {
  it('orders the facts of one instant however they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...inOrder], { minLength: inOrder.length }), (shuffled) => {
        expect(shuffled.toSorted(compareFacts)).toEqual(inOrder);
      }),
    );
  });
});
