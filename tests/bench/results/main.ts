/**
 * `npm run results [-- --only <text>]`: every combination of policy and mode on real TensorFlow containers with one workload, each
 * checked from its log and beside its prediction; writes docs/results.md. Takes about a minute a combination.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { addSchedulingOptions, rulesOf, type SchedulingFlags } from '../../../src/cli/options/scheduling.js';
import type { RunReport } from '../../../src/metrics/report.js';
import { latestProfile } from '../../../src/profile/latest-profile.js';
import { medianOf } from '../../../src/profile/median.js';
import { readWorkloadFile } from '../../../src/workload/load/read-workload.js';
import { checkLog } from '../../docker/support/check-log.js';
import { TFSCHED } from '../harness/run-tfsched.js';
import { calibrate } from './calibration.js';
import { combinations } from './combinations.js';
import { type Result, resultsPage } from './page.js';
import { predict } from './predict.js';
import { seenResizes } from './resize.js';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const PAGE = here('../../../docs/results.md');
const WORKLOAD = here('workload.yaml');

const only = process.argv[process.argv.indexOf('--only') + 1];
const chosen = process.argv.includes('--only')
  ? combinations.filter((flags) => flags.includes(only ?? ''))
  : combinations;
const scratch = mkdtempSync(join(tmpdir(), 'tfsched-results-'));
const say = (text: string): void => void process.stderr.write(`${text}\n`);

try {
  const loaded = await readWorkloadFile(WORKLOAD);
  if (!loaded.ok) throw new Error(`the workload is broken: ${loaded.problems[0]?.message ?? ''}`);
  say('calibrating: each model alone');
  const probe = await tfsched(here('probe.yaml'), '--policy fcfs --realloc strict', 'probe');
  const calibration = calibrate(probe, stepsPerSecond(join(scratch, 'cache', 'tfsched', 'profiles')));
  say('a live resize, seen from inside');
  await tfsched(here('resize.yaml'), '--policy fcfs --realloc strict', 'resize');
  const resizes = await seenResizes(join(scratch, 'resize'));
  const results: Result[] = [];
  for (const [index, flags] of chosen.entries()) {
    say(`${index + 1} of ${chosen.length}: ${flags}`);
    const predicted = await predict(loaded.workload, await rulesOf(parseFlags(flags), say), calibration);
    const measured = await tfsched(WORKLOAD, flags, `run-${index}`);
    await checkLog(join(scratch, `run-${index}`));
    results.push({ flags, measured, predicted });
  }
  if (chosen.length === combinations.length) {
    writeFileSync(PAGE, `${resultsPage(readFileSync(WORKLOAD, 'utf8'), results, resizes)}\n`);
    say(`wrote ${PAGE}`);
  }
  const failed = results.filter(({ measured }) => measured.summary.finished < measured.summary.jobs);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
  if (failed.length > 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Runs the real binary with folders of its own, so that speeds are measured afresh. */
async function tfsched(workload: string, flags: string, name: string): Promise<RunReport> {
  const args = [
    TFSCHED,
    'run',
    workload,
    ...flags.split(' '),
    '--json',
    '--quiet',
    '--out',
    join(scratch, name),
  ];
  const env = {
    ...process.env,
    XDG_CACHE_HOME: join(scratch, 'cache'),
    XDG_STATE_HOME: join(scratch, 'state'),
  };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const piece of child.stdout) text += String(piece);
  return JSON.parse(text) as RunReport;
}

function parseFlags(flags: string): SchedulingFlags {
  const command = addSchedulingOptions(new Command());
  command.parse(flags.split(' '), { from: 'user' });
  return command.opts<SchedulingFlags>();
}

/** From the profiles that the runs have measured. */
function stepsPerSecond(folder: string): (model: string, cores: number) => number {
  const cells = latestProfile(folder)?.cells ?? [];
  return (model, cores) => {
    const cell = cells.find(({ setting }) => setting.model === model && setting.cores === cores);
    if (cell === undefined) throw new Error(`${model} was not measured on ${cores} cores`);
    return medianOf(cell.samples.map((sample) => sample.steps_per_second));
  };
}
