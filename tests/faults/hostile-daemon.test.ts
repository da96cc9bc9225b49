import { describe, expect, it } from '@jest/globals';
import { createFold } from '../../src/metrics/fold.js';
import { combinations } from './double/combinations.js';
import { hostileClient } from './double/hostile-client.js';
import { MemoryLog } from './double/memory-log.js';
import { moods } from './double/moods.js';
import { Scene } from './double/scene.js';
import { whatIsWrong } from './double/verdict.js';
import { VirtualTime } from './double/virtual-time.js';

const SEEDS = [1, 2, 3];

const cases = Object.entries(moods).flatMap(([mood, make]) =>
  combinations.map(({ name, rules }) => ({ mood, name, make, rules })),
);

describe('a daemon that is', () => {
  it.each(cases)('$mood: every job ends as it must under $name', async ({ make, rules }) => {
    for (const seed of SEEDS) {
      const time = new VirtualTime();
      const scene = new Scene(time, 3);
      const log = new MemoryLog();
      try {
        const client = hostileClient(scene.daemon, make(scene.daemon, time, seed), (seconds) =>
          time.sleep(seconds),
        );
        const executor = await time.during(() => scene.live(rules, client, log));
        log.flush();
        expect({ seed, wrong: whatIsWrong(log.kept, scene.daemon) }).toEqual({ seed, wrong: [] });
        expect(executor.leftovers).toEqual([]);
        const fold = createFold();
        for (const record of log.kept) fold.append(record);
        expect(fold.report().run.interrupted).toBeNull();
      } finally {
        scene.remove();
      }
    }
  });
});
