import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunReport, Summary } from '../../../src/metrics/report.js';
import { seededRandom } from '../../../src/random/seeded.js';
import { checkLog } from '../../docker/support/check-log.js';
import { runCommand } from '../harness/run-command.js';
import { runTfsched, TFSCHED } from '../harness/run-tfsched.js';

const CAPACITY = 16;
const JOBS = 24;

const COMPARED = {
  'makespan, s': ({ makespan }: Summary) => makespan,
  'mean waiting, s': ({ waiting }: Summary) => waiting.mean,
  'mean turnaround, s': ({ turnaround }: Summary) => turnaround.mean,
  resizes: ({ resizes }: Summary) => resizes,
};

/**
 * The rules on more cores than this machine has: emulated ones beside the simulator, for each mode, the log checked against the rules.
 * Lines for people.
 */
export async function emulated(modes: readonly string[], scratch: string): Promise<readonly string[]> {
  const file = join(scratch, 'emulated.json');
  writeFileSync(file, JSON.stringify({ cores: CAPACITY, jobs: jobs() }));
  const lines = [`${CAPACITY} emulated cores, ${JOBS} jobs of spin: measured / simulated`];
  for (const mode of modes) {
    const { report, folder } = await runTfsched(file, ['--emulate', '--realloc', mode], scratch);
    await checkLog(folder);
    const { stdout } = await runCommand(process.execPath, [
      TFSCHED,
      'simulate',
      file,
      ...['--realloc', mode, '--json'],
    ]);
    const simulated = JSON.parse(stdout) as RunReport;
    const figures = Object.entries(COMPARED).map(
      ([name, of]) => `${name} ${figure(of(report.summary))} / ${figure(of(simulated.summary))}`,
    );
    lines.push(`          ${mode}: ${figures.join('; ')}`);
  }
  return lines;
}

function jobs(): readonly object[] {
  const random = seededRandom(16);
  return Array.from({ length: JOBS }, (_, index) => ({
    id: `job-${index + 1}`,
    model: 'spin',
    arrival: Number((index * 0.5 * random()).toFixed(3)),
    duration: Number((3 + 3 * random()).toFixed(3)),
    cores: 1 + Math.floor(random() * CAPACITY),
  }));
}

function figure(value: number | null): string {
  return value === null ? '–' : String(Number(value.toFixed(2)));
}
