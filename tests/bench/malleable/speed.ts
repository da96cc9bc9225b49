import type { PoolKind } from '../../../src/profile/grid.js';
import { type Progress, warmSpeed } from '../../../src/profile/warm-up.js';
import type { Contestant } from '../harness/contest.js';
import { hostCores, Lab } from './lab.js';

/** A speed is taken from so many seconds after warm-up. */
const SECONDS = 4;

export function speedName(model: string, cores: number, pool: PoolKind): string {
  return `${model} on ${cores}, ${pool}`;
}

/**
 * Steps per second and peak of memory of a model on some cores. An elastic pool is as large as the most cores that a job may get: here
 * all of the host's.
 */
export function speedContestant(model: string, cores: number, all: number, pool: PoolKind): Contestant {
  return {
    name: speedName(model, cores, pool),
    async run() {
      const elastic = pool === 'elastic';
      const lab = await Lab.open({ model, intra: elastic ? all : cores, elastic });
      try {
        await lab.order('start', (await hostCores()).slice(0, cores));
        const speed = await lab.until(() => {
          const warm = warmSpeed(pointsOf(lab));
          return warm !== undefined && warm.seconds >= SECONDS ? warm.stepsPerSecond : undefined;
        });
        return { speed, memory: (await lab.meter()).memory() };
      } finally {
        await lab.close();
      }
    },
  };
}

/** How far the program was when: from its `ready` on. */
function pointsOf({ notices }: Lab): Progress[] {
  return notices.flatMap((notice) =>
    notice.kind === 'program' ? [{ at: notice.at, step: notice.step }] : [],
  );
}
