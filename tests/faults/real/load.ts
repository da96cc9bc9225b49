import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDockerodeClient } from '../../../src/executors/docker/daemon/dockerode-client.js';
import { RUN_LABEL } from '../../../src/executors/docker/ownership/labels.js';
import { checkLog } from '../../docker/support/check-log.js';
import { table, writeFigures } from '../page.js';
import { countOf } from './event-log.js';
import { inMiB, measuredInto, p99, readMeasures } from './measures.js';
import { launch, reportOf } from './tfsched.js';

const CORES = 64;
const JOBS = 500;
const jobs = Number(process.argv[2] ?? JOBS);

/** Goals: bytes of tfsched, how much more it may have in the last quarter than in the second, milliseconds of a decision. */
const MOST_MEMORY = 250 * 2 ** 20;
const MOST_GROWTH = 1.15;
const MOST_DECISION = 5;

const RULES = ['rr --quantum 5', 'prio --preemptive'].map(
  (policy) => `--policy ${policy} --realloc max_prop`,
);

const HEAD =
  `rules|jobs|seconds|preemptions|resizes|lost|decisions|p99, ms|longest, ms|memory, MiB|growth`.split('|');

/** What came of a run, as cells of the table. */
interface Load {
  readonly cells: readonly (string | number)[];
  readonly isMet: boolean;
}

/**
 * Many jobs on many emulated cores on real Docker: none is lost, tfsched stays small, its decisions short. With the number of jobs that
 * the goals are for, its figures go into docs/reliability.md.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tfsched-load-'));
  const loads: Load[] = [];
  try {
    writeFileSync(join(folder, 'w.yaml'), workload());
    for (const [turn, rules] of RULES.entries()) loads.push(await load(folder, rules, `out-${turn}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const figures = table(
    HEAD,
    loads.map(({ cells }) => cells),
  );
  console.log(figures);
  if (jobs === JOBS) await writeFigures('test:load', figures);
  if (loads.some(({ isMet }) => !isMet)) process.exitCode = 1;
}

async function load(folder: string, rules: string, out: string): Promise<Load> {
  const file = join(folder, `${out}.jsonl`);
  const line = `run w.yaml --cores ${CORES} --emulate ${rules} --json --quiet --out ${out}`;
  const run = launch(folder, line, measuredInto(file));
  const over = new AbortController();
  const told = tellProgress(join(folder, out), rules, over.signal);
  const report = await reportOf(run).finally(() => over.abort());
  await told;
  const { decisions, memory, most } = readMeasures(file);
  const left = await createDockerodeClient().list(`${RUN_LABEL}=${report.run.id}`);
  const wrong = [
    ...report.jobs.filter(({ state }) => state !== 'done').map(({ id, state }) => `${id} ${state}`),
    ...left.map(({ name }) => `container ${name} is left`),
    ...(await checkLog(join(folder, out)).then(
      () => [],
      (error: unknown) => [String(error)],
    )),
  ];
  for (const what of wrong) console.error(`${rules}: ${what}`);
  const quarter = (n: number): number =>
    mean(memory.slice((memory.length * (n - 1)) / 4, (memory.length * n) / 4));
  const [p, growth] = [p99(decisions), quarter(4) / quarter(2)];
  const { makespan, preemptions, resizes } = report.summary;
  return {
    cells: [
      rules.replaceAll('--policy ', '').replace(' --realloc', ''),
      report.jobs.length,
      makespan.toFixed(0),
      preemptions,
      resizes,
      wrong.length,
      decisions.length,
      p.toFixed(2),
      Math.max(...decisions).toFixed(1),
      inMiB(most),
      growth.toFixed(2),
    ],
    isMet: wrong.length === 0 && p < MOST_DECISION && most < MOST_MEMORY && growth < MOST_GROWTH,
  };
}

/** How many jobs have ended, every few seconds until the run is over. */
async function tellProgress(runFolder: string, rules: string, over: AbortSignal): Promise<void> {
  const began = performance.now();
  while (!over.aborted) {
    await delay(5000, undefined, { signal: over }).catch(() => undefined);
    const seconds = (performance.now() - began) / 1000;
    const ended = countOf(runFolder, 'ended');
    const left = ended === 0 ? '' : `, about ${((seconds / ended) * (jobs - ended)).toFixed(0)} s left`;
    console.error(`${rules}: ${seconds.toFixed(0)} s, ${ended} of ${jobs} jobs over${left}`);
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Of one to four cores and all priorities. Each takes 10 to 30 s on eight threads that are busy for a thousandth of the time: more of
 * them come than 64 cores take at once, so they queue and push each other out, and two real cores do for all and the daemon.
 */
function workload(): string {
  const each = Array.from(
    { length: jobs },
    (_, n) =>
      `  - { arrival: ${(n * 0.3).toFixed(2)}, cores: ${1 + (n % 4)}, priority: ${n % 7}, steps: ${8 + ((n * 5) % 17)} }`,
  );
  return `defaults: { model: spin, duty: 0.001, max_cores: 8 }\njobs:\n${each.join('\n')}\n`;
}

await main();
