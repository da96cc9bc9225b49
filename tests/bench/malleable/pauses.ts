import { setTimeout as delay } from 'node:timers/promises';
import type { Contestant } from '../harness/contest.js';
import { hostCores, Lab } from './lab.js';

/** How often the same training is paused. */
export const COUNTS = [0, 10, 25, 50] as const;

/** Some 10 s on a core: more than all pauses leave to run in between. */
const STEPS = 400;

/** Milliseconds of each pause, and of running until the next. */
const PAUSED = 50;
const RUNNING = 100;

export function pausesName(count: number): string {
  return `mnist_cnn paused ${count} times`;
}

/** Seconds from `ready` to `done` without the pauses themselves: what is left is the training and what the pausing costs. */
export function pausesContestant(count: number): Contestant {
  return {
    name: pausesName(count),
    async run() {
      const lab = await Lab.open({ model: 'mnist_cnn', steps: STEPS, intra: 1, elastic: false });
      try {
        const ids = (await hostCores()).slice(0, 1);
        await lab.order('start', ids);
        const ready = await lab.told('ready');
        let paused = 0;
        for (let pair = 0; pair < count; pair++) {
          await delay(RUNNING);
          await lab.order('pause');
          const since = performance.now();
          await delay(PAUSED);
          paused += (performance.now() - since) / 1000;
          await lab.order('resume', ids);
        }
        const done = await lab.told('done');
        return { service: done.at - ready.at - paused };
      } finally {
        await lab.close();
      }
    },
  };
}
