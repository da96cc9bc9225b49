import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../src/random/seeded.js';
import { type Progress, warmSpeed } from '../../src/profile/warm-up.js';

/** One point every `interval` seconds, from the speeds in between. */
function points(speeds: readonly number[], interval = 0.25): Progress[] {
  let step = 0;
  return [
    { at: 10, step },
    ...speeds.map((speed, index) => {
      step += speed * interval;
      return { at: 10 + (index + 1) * interval, step };
    }),
  ];
}

describe('the speed of a warm program', () => {
  it('is the whole one where there is no warm-up', () => {
    expect(warmSpeed(points(Array(12).fill(20)))).toEqual({
      stepsPerSecond: 20,
      uncertainty: 0,
      warmUp: 0,
      seconds: 3,
      steps: 60,
    });
  });

  it('leaves out a slow beginning, and nothing more', () => {
    const steady = Array.from({ length: 16 }, () => 100);
    expect(warmSpeed(points([10, 40, 80, ...steady]))).toMatchObject({ warmUp: 0.75, stepsPerSecond: 100 });
  });

  it('leaves out a slow beginning of an unsteady program', () => {
    const random = seededRandom(1);
    const steady = Array.from({ length: 16 }, () => 100 + random());
    const speed = warmSpeed(points([10, 40, 80, ...steady]))!;
    expect(speed.warmUp).toBeGreaterThanOrEqual(0.75);
    expect(speed.stepsPerSecond).toBeGreaterThan(100);
  });

  it('leaves out half at most', () => {
    const speed = warmSpeed(points([1, 2, 4, 8, 16, 32, 64, 128]))!;
    expect(speed.warmUp).toBeLessThanOrEqual(1);
  });

  it('is not known before a step', () => {
    expect(warmSpeed([])).toBeUndefined();
    expect(warmSpeed([{ at: 1, step: 0 }])).toBeUndefined();
    expect(warmSpeed(points([0, 0]))).toBeUndefined();
  });

  it('can be had of two points', () => {
    expect(warmSpeed(points([8]))).toMatchObject({ stepsPerSecond: 8, warmUp: 0 });
  });
});
