import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDockerodeClient } from '../../../src/executors/docker/daemon/dockerode-client.js';
import { RUN_LABEL } from '../../../src/executors/docker/ownership/labels.js';
import type { RunReport } from '../../../src/metrics/report.js';
import { BASE } from '../../docker/cli/support/daemon.js';
import { differences } from '../double/same-report.js';
import { countOf } from './event-log.js';
import { launch, reportOf } from './tfsched.js';

/** Queues, pauses, resizes and a retry in a second or two; a step is 10 ms of CPU time. */
const WORKLOAD = `
cores: 2
defaults: { cores: 1 }
jobs:
  - { id: wide, model: spin, cores: 2, steps: 60, priority: 1 }
  - { id: again, image: "${BASE}", command: [sh, -c, "exit 3"], retries: 1, priority: 2 }
  - { id: first, model: spin, steps: 20, arrival: 100ms, priority: 3 }
  - { id: second, model: spin, arrival: 200ms, cores: 2, steps: 40 }
  - { id: late, model: spin, steps: 20, arrival: 700ms, priority: 5 }
`;

/** A run that is killed when its log has the n-th record of a kind. */
export interface RealKill {
  /** The command line's flags. */
  readonly rules: string;
  readonly kind: string;
  readonly n: number;
}

/** What came of a kill on the real daemon. */
export interface RealVerdict {
  readonly kill: RealKill;
  /** Sentences; none when all is well. */
  readonly wrong: readonly string[];
}

/** Every policy with every mode, as flags of the command line. */
export const RULES: readonly string[] = ['fcfs', 'prio --preemptive', 'rr --quantum 300ms'].flatMap(
  (policy) => ['strict', 'max_prop', 'always_attend'].map((mode) => `--policy ${policy} --realloc ${mode}`),
);

const PLACES: readonly (readonly [kind: string, n: number])[] = [
  ['arrived', 2],
  ['intent', 3],
  ['outcome', 2],
  ['exited', 1],
  ['decision', 4],
  ['ended', 2],
  ['program', 3],
  ['arrived', 5],
  ['intent', 6],
  ['outcome', 5],
  ['exited', 3],
  ['ended', 3],
];

/** @param each kills at each of nine combinations */
export function realKills(each: number): readonly RealKill[] {
  return RULES.flatMap((rules, turn) =>
    Array.from({ length: each }, (_, k) => {
      const [kind, n] = PLACES[(turn * 5 + k * 3) % PLACES.length]!;
      return { rules, kind, n };
    }),
  );
}

/** Kills real processes, resumes their runs, and compares with runs that were left alone. */
export async function killOnDocker(
  kills: readonly RealKill[],
  tell: (line: string) => void,
): Promise<readonly RealVerdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tfsched-kills-'));
  const bases = new Map<string, RunReport>();
  const verdicts: RealVerdict[] = [];
  try {
    writeFileSync(join(folder, 'w.yaml'), WORKLOAD);
    for (const [turn, kill] of kills.entries()) {
      const { rules, kind, n } = kill;
      const line = `run w.yaml ${rules} --json --out base-${turn}`;
      const base = bases.get(rules) ?? (await reportOf(launch(folder, line)));
      bases.set(rules, base);
      const wrong = await killOne(folder, `kill-${turn}`, kill, base);
      tell(
        `${rules}, at record ${n} of ${kind}: ${wrong.length === 0 ? 'as undisturbed' : wrong.join('; ')}`,
      );
      verdicts.push({ kill, wrong });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return verdicts;
}

async function killOne(
  folder: string,
  out: string,
  { rules, kind, n }: RealKill,
  base: RunReport,
): Promise<string[]> {
  const run = launch(folder, `run w.yaml ${rules} --quiet --out ${out}`);
  const over = once(run, 'close');
  const log = join(folder, out);
  while (run.exitCode === null && countOf(log, kind) < n) await delay(5);
  if (run.exitCode !== null) return [`it was over before its log had ${n} records of ${kind}`];
  run.kill('SIGKILL');
  await over;
  const report = await reportOf(launch(folder, `resume ${out} --json`));
  const left = await createDockerodeClient().list(`${RUN_LABEL}=${report.run.id}`);
  return [
    ...differences(endsOf(report), endsOf(base)),
    ...left.map(({ name }) => `container ${name} is left`),
    ...(report.run.gaps.length === 1 ? [] : ['the report shows no gap']),
  ];
}

function endsOf({ jobs }: RunReport): object {
  return Object.fromEntries(
    jobs.map(({ id, state, attempts, exit_code, steps }) => [id, { state, attempts, exit_code, steps }]),
  );
}
