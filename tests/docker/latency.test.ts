import { afterEach, describe, expect, it } from '@jest/globals';
import { Harness, pythonJob } from './harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

const JOBS = 12;

/** Says when its first and its last instruction were, on the clock that all processes of the host share. */
const STAMP =
  'import time\nprint(time.clock_gettime(time.CLOCK_MONOTONIC))\nprint(time.clock_gettime(time.CLOCK_MONOTONIC))';

describe('the time that a hand-over takes', () => {
  it('is told, and not asserted: it depends on the machine', async () => {
    const ids = Array.from({ length: JOBS }, (_, n) => `j${n}`);
    harness = await new Harness(ids.map((id) => pythonJob(id, STAMP))).open();
    await harness.arm();
    const dispatches: number[] = [];
    for (const id of ids) {
      const ordered = performance.now();
      await harness.do('start', id, [0]);
      dispatches.push(performance.now() - ordered);
      await harness.exit(id);
    }
    const stamps = ids.map((id) => harness!.log(id).trim().split('\n').map(Number));
    const handOvers = stamps.slice(1).map((own, n) => (own[0]! - stamps[n]![1]!) * 1000);
    expect(handOvers).toHaveLength(JOBS - 1);
    process.stderr.write(
      `start ordered to confirmed: ${median(dispatches).toFixed(1)} ms; ` +
        `last instruction of a job to the first of the next: ${median(handOvers).toFixed(1)} ms (medians of ${JOBS})\n`,
    );
  });
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
