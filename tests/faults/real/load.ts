import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDockerodeClient } from '../../../src/executors/docker/dockerode-client.js';
import { RUN_LABEL } from '../../../src/executors/docker/labels.js';
import { launch, reportOf } from './tfsched.js';

const MEASURE = fileURLToPath(new URL('measure.mjs', import.meta.url));
const CORES = 64;
const JOBS = Number(process.argv[2] ?? 500);

/** Goals: bytes of tfsched, how much more it may have in the last quarter than in the second, milliseconds of a decision. */
const MOST_MEMORY = 250 * 2 ** 20;
const MOST_GROWTH = 1.15;
const MOST_DECISION = 5;

const RULES = ['rr --quantum 5', 'prio --preemptive'].map(
  (policy) => `--policy ${policy} --realloc max_prop`,
);

/** Many jobs on many emulated cores on real Docker: none is lost, tfsched stays small, its decisions short. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tfsched-load-'));
  let isMet = true;
  try {
    writeFileSync(join(folder, 'w.yaml'), workload());
    for (const [turn, rules] of RULES.entries()) isMet = (await load(folder, rules, `out-${turn}`)) && isMet;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!isMet) process.exitCode = 1;
}

async function load(folder: string, rules: string, out: string): Promise<boolean> {
  const measures = join(folder, `${out}.json`);
  const line = `run w.yaml --cores ${CORES} --emulate ${rules} --json --quiet --out ${out}`;
  const report = await reportOf(
    launch(folder, line, { env: { TFSCHED_MEASURES: measures }, node: ['--import', MEASURE] }),
  );
  const { decisions, memory } = JSON.parse(readFileSync(measures, 'utf8')) as Measures;
  const left = await createDockerodeClient().list(`${RUN_LABEL}=${report.run.id}`);
  const lost = report.jobs.filter(({ state }) => state !== 'done').length;
  const p99 = [...decisions].sort((a, b) => a - b)[Math.floor(decisions.length * 0.99)] ?? 0;
  const most = Math.max(...memory);
  const quarter = (n: number): number =>
    mean(memory.slice((memory.length * (n - 1)) / 4, (memory.length * n) / 4));
  const growth = quarter(4) / quarter(2);
  const { makespan, preemptions, resizes } = report.summary;
  console.log(
    `${rules}: ${report.jobs.length} jobs in ${makespan.toFixed(0)} s, ${preemptions} preemptions, ${resizes} resizes; ` +
      `not done ${lost}, containers left ${left.length}; ${decisions.length} steps of the engine, p99 ${p99.toFixed(2)} ms, ` +
      `most ${Math.max(...decisions).toFixed(2)} ms; memory ${(most / 2 ** 20).toFixed(0)} MiB at most, ` +
      `last quarter ${growth.toFixed(2)} times the second`,
  );
  return lost === 0 && left.length === 0 && p99 < MOST_DECISION && most < MOST_MEMORY && growth < MOST_GROWTH;
}

interface Measures {
  /** Milliseconds each. */
  readonly decisions: readonly number[];
  /** Bytes, one a second. */
  readonly memory: readonly number[];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of one to four cores and all priorities, within a minute; each trains for a tenth of a second of CPU time, so that two real cores do. */
function workload(): string {
  const jobs = Array.from(
    { length: JOBS },
    (_, n) =>
      `  - { arrival: ${((n * 60) / JOBS).toFixed(2)}, cores: ${1 + (n % 4)}, priority: ${n % 7}, steps: ${4 + (n % 9)} }`,
  );
  return `defaults: { model: spin, max_cores: 8 }\njobs:\n${jobs.join('\n')}\n`;
}

await main();
