import { describe, expect, it } from '@jest/globals';
import { sortedSegments, type Stretch } from '../../src/metrics/segments.js';

const stretch = (position: number, start: number): Stretch => ({
  job: `job-${position}`,
  position,
  attempt: 1,
  kind: 'run',
  start,
  end: start + 1,
  cores: 1,
});

const order = (stretches: readonly Stretch[]): string[] => sortedSegments(stretches).map(({ job }) => job);

describe('segments', () => {
  it('stand by start, then by position, where starts that differ by rounding are equal', () => {
    const [early, late] = [0.3, 0.1 + 0.2];
    expect(order([stretch(3, 1), stretch(2, early), stretch(1, late), stretch(0, 2)])).toEqual([
      'job-1',
      'job-2',
      'job-3',
      'job-0',
    ]);
  });

  it('may be very many at one instant', () => {
    const count = 200_000;
    const stretches = Array.from({ length: count }, (_, index) => stretch(count - 1 - index, 0));
    const jobs = order(stretches);
    expect(jobs.length).toBe(count);
    expect([jobs[0], jobs.at(-1)]).toEqual(['job-0', `job-${count - 1}`]);
  });
});
