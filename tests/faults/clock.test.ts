import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createFold } from '../../src/metrics/fold.js';
import type { RunReport } from '../../src/metrics/report.js';
import { combinations, type Combination } from './double/combinations.js';
import { MemoryLog } from './double/memory-log.js';
import { differences } from './double/same-report.js';
import { Scene } from './double/scene.js';
import { VirtualTime } from './double/virtual-time.js';

const HOUR = 3600;

afterEach(() => {
  jest.restoreAllMocks();
});

/** @param stepped when both the clock of this host and that of the daemon's are set, by so many seconds */
async function play({ rules }: Combination, stepped?: number): Promise<RunReport> {
  const time = new VirtualTime();
  const scene = new Scene(time, 99);
  const log = new MemoryLog();
  if (stepped !== undefined) {
    time.after(2.02, () => {
      const now = Date.now;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + stepped * 1000);
      scene.daemon.stepClock(stepped);
      // Events are asked for from the last one on, which by the new clock is an hour ahead or ago.
      scene.daemon.loseEvents();
    });
  }
  try {
    await time.during(() => scene.live(rules, scene.daemon, log));
  } finally {
    scene.remove();
  }
  log.flush();
  const fold = createFold();
  for (const record of log.kept) fold.append(record);
  const report = fold.report();
  return { ...report, notes: report.notes.filter(({ text }) => !text.includes('stream of Docker events')) };
}

describe('a clock that is stepped by an hour in the middle of a run', () => {
  it.each(combinations.flatMap((cell) => [HOUR, -HOUR].map((step) => ({ ...cell, cell, step }))))(
    'changes nothing under $name ($step s)',
    async ({ cell, step }) => {
      expect(differences(await play(cell, step), await play(cell))).toEqual([]);
    },
  );
});
