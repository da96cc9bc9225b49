import { cpSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom, shuffled } from '../../../src/random/seeded.js';
import { checkRecords } from '../../docker/support/check-log.js';
import { writeFigures } from '../page.js';
import { recordsOf } from './event-log.js';
import { RULES } from './kill-on-docker.js';
import { readMeasures } from './measures.js';
import { leftBy } from './soak/aftermath.js';
import { RunUnderFaults } from './soak/course.js';
import { type Judgement, soakTable } from './soak/figures.js';
import { type Home, openHome } from './soak/home.js';
import { FAULTS, planOf, type Plan } from './soak/plan.js';
import { wrongEnds } from './soak/verdict.js';
import { launch, outputOf, reportOf } from './tfsched.js';

const MINUTES = 30;
const minutes = Number(process.argv[2] ?? MINUTES);
const seed = Number(process.argv[3] ?? Date.now() % 1e6);

/**
 * Runs on real Docker one after another, under all combinations of policy and mode, with random faults. Of each is judged whether its jobs
 * ended as docs/reliability.md says, and whether anything is left of it. A soak of full length puts its figures there.
 */
async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  console.error(`seed ${seed}: npm run test:soak:docker -- ${minutes} ${seed} makes the same plans again`);
  const home = await openHome();
  const began = performance.now();
  const passed = (): number => (performance.now() - began) / 60_000;
  const judgements: Judgement[] = [];
  try {
    for (const [turn, rules] of endless(RULES)) {
      if (stop.signal.aborted || passed() >= minutes) break;
      const kinds = FAULTS.filter((kind) => kind !== 'daemon restarted' || home.restartDaemon !== undefined);
      const judgement = await judged(home, planOf(seed, turn, rules, kinds), `run-${turn}`, stop.signal);
      if (judgement === undefined) break;
      judgements.push(judgement);
      const left = Math.max(0, minutes - passed());
      console.error(`${left.toFixed(1)} min left: run ${turn}, ${inWords(judgement)}`);
    }
    const isWhole = passed() >= minutes;
    const figures = soakTable(passed(), seed, judgements, readMeasures(join(home.folder, 'measures.jsonl')));
    console.log(figures);
    if (isWhole && minutes >= MINUTES) await writeFigures('test:soak:docker', figures);
  } finally {
    await home.close();
  }
  if (judgements.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
}

/** Undefined where it was stopped before its end. */
async function judged(
  home: Home,
  plan: Plan,
  name: string,
  stop: AbortSignal,
): Promise<Judgement | undefined> {
  const { folder, client, env } = home;
  const { run, made, code, wrong } = await new RunUnderFaults(home, plan, name).toItsEnd(stop);
  if (run === undefined) return { plan, made, failed: 0, wrong: [...wrong, 'it did not begin'] };
  const records = recordsOf(join(folder, name));
  const isOver = records.at(-1)?.kind === 'end';
  if (!isOver || code === undefined) await outputOf(launch(folder, `clean ${run} --json`, { env }));
  if (!isOver && stop.aborted) return undefined;
  const report = await reportOf(launch(folder, `report ${name} --json`, { env }));
  const failed = report.jobs.filter(({ state }) => state === 'failed').length;
  const all = [
    ...wrong,
    ...wrongEnds({ jobs: plan.jobs, made, runFolder: join(folder, name), records, report }),
    ...(code === undefined || code === (failed > 0 ? 1 : 0) ? [] : [`the exit code is ${code}`]),
    ...complaints(() => checkRecords(records)),
    ...(await leftBy(run, client, join(folder, 'state'))),
  ];
  const kept = join(tmpdir(), `tfsched-soak-${seed}-${name}`);
  if (all.length > 0) {
    cpSync(join(folder, name), kept, { recursive: true });
    console.error(`${kept}: ${plan.rules}\n  ${all.join('\n  ')}\n  ${JSON.stringify(made)}`);
  }
  rmSync(join(folder, name), { recursive: true });
  return { plan, made, failed, wrong: all };
}

function complaints(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function inWords({ plan, made, failed, wrong }: Judgement): string {
  const cores = plan.emulated === undefined ? '' : ` on ${plan.emulated} emulated cores`;
  const faults = made.map(({ kind }) => kind).join('; ');
  return `${plan.rules}${cores}: ${plan.jobs.length} jobs, ${failed} failed by faults (${faults}): ${wrong.length === 0 ? 'well' : 'WRONG'}`;
}

/** All of them in an order of chance, and again in another one. */
function* endless(rules: readonly string[]): Generator<readonly [turn: number, rules: string]> {
  const random = seededRandom(seed);
  for (let turn = 1; ;) for (const one of shuffled(rules, random)) yield [turn++, one];
}

await main();
