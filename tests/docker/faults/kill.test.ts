import { expect, it } from '@jest/globals';
import { killOnDocker } from '../../faults/real/kill-on-docker.js';

/** More of them, and every place on the double, are in `npm run test:faults`. */
const KILLS = [
  { rules: '--policy fcfs --realloc max_prop', kind: 'program', n: 3 },
  { rules: '--policy prio --preemptive --realloc always_attend', kind: 'outcome', n: 5 },
  { rules: '--policy rr --quantum 300ms --realloc strict', kind: 'ended', n: 2 },
];

it('a run that is killed and resumed ends as one that is left alone', async () => {
  const told: string[] = [];
  const verdicts = await killOnDocker(KILLS, (line) => told.push(line));
  expect(verdicts.map(({ wrong }) => wrong)).toEqual(KILLS.map(() => []));
  expect(told).toHaveLength(KILLS.length);
});
