/**
 * `npm run study [-- <flags of profile>]`: measures three models over cores and threads, how long actions take, and whether durations
 * come out; writes docs/parallelism.md and docs/pictures. Takes an hour or more on two cores; samples are kept, and the next call
 * adds to them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileReport } from '../../../src/profile/profile-report.js';
import { runJson } from '../harness/run-json.js';
import { TFSCHED } from '../harness/run-tfsched.js';
import { measureDurations } from './durations.js';
import { parallelismPage } from './page.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MODELS = ['mnist_cnn', 'resnet20', 'lstm'];
const CORES = [...new Set([1, availableParallelism()])];

const profile = (await runJson(process.execPath, [
  TFSCHED,
  'profile',
  ...MODELS,
  ...['--intra', '1..4', '--inter', '1,2', '--overheads', ...process.argv.slice(2)],
  ...['--pictures', join(ROOT, 'docs/pictures'), '--json'],
])) as ProfileReport;
const scratch = mkdtempSync(join(tmpdir(), 'tfsched-study-'));
try {
  const durations = await measureDurations(MODELS, CORES, scratch);
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(join(ROOT, 'docs/parallelism.md'), parallelismPage(profile, durations, date));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
