import { expect, it } from '@jest/globals';
import { expectedEnd } from '../../src/policies/expected-end.js';
import { jobView } from './job-view.js';

it.each([
  ['after its estimate, when it has just started', { estimate: 8, given: 1 }, 108],
  ['after what is left of it', { estimate: 8, given: 1, attained: 3 }, 105],
  ['sooner on more cores than it asked for', { estimate: 8, cores: 2, given: 4, attained: 4 }, 103],
  ['later on fewer', { estimate: 8, cores: 2, given: 1, attained: 4 }, 112],
  ['in a moment, at its estimate', { estimate: 8, given: 1, attained: 8 }, 100.001],
  ['as much later as it is over it', { estimate: 8, given: 1, attained: 11 }, 103],
  ['never, where nobody knows', { given: 1 }, Infinity],
])('a running job is expected to end %s', (_, draft, expected) => {
  expect(expectedEnd(jobView(draft), 100)).toBe(expected);
});
