import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../src/metrics/report.js';
import { sandbox } from './support/tfsched.js';

const { folder, tfsched, bash } = sandbox();
const PYTHON = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../evalys/read_jobs.py', import.meta.url));

const CORES = 8;

async function figures(): Promise<Readonly<Record<string, number>>> {
  const { stdout } = await promisify(execFile)(PYTHON, [SCRIPT, 'jobs.csv', String(CORES)], {
    cwd: folder,
    env: { MPLCONFIGDIR: folder, HOME: folder },
  });
  return JSON.parse(stdout) as Record<string, number>;
}

describe('an exported jobs.csv', () => {
  it.each(['fcfs', 'easy'])(
    'is read by Evalys 4 as it is, with the figures of our report (%s)',
    async (policy) => {
      await tfsched(`generate --jobs 60 --cores ${CORES} --load 0.9 -o w.yaml`);
      const made = await bash(
        `rm -rf run; tfsched simulate w.yaml --policy ${policy} --out run --json > r.json && tfsched export run -f batsim -o jobs.csv && cat r.json`,
      );
      const { summary } = JSON.parse(made.stdout) as RunReport;
      const read = await figures();
      // Evalys rounds to six digits after the point.
      for (const [name, ours] of [
        ['waiting', summary.waiting.mean],
        ['turnaround', summary.turnaround.mean],
        ['slowdown', summary.slowdown.mean],
        ['makespan', summary.makespan],
        ['utilization', summary.utilization],
      ] as const) {
        expect([name, read[name]]).toEqual([name, expect.closeTo(ours!, 4)]);
      }
      expect(read.mean_utilisation! / CORES).toBeCloseTo(summary.utilization!, 4);
      expect(read.jobs).toBe(60);
    },
  );
});
