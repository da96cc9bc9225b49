import { seededRandom } from '../../../../src/random/seeded.js';
import { BASE } from '../../../docker/cli/support/daemon.js';
import { witnessJob } from './witness.js';

/** What is done to a run, as the table of figures names it. */
export const FAULTS = [
  'tfsched killed',
  'tfsched ended, containers paused',
  'tfsched ended, containers kept',
  'daemon restarted',
  'container killed',
  'container removed',
  'container paused',
  'container resumed',
  'container resized',
] as const;

export type FaultKind = (typeof FAULTS)[number];

/** How often each comes. */
const WEIGHTS: Readonly<Record<FaultKind, number>> = {
  'tfsched killed': 5,
  'tfsched ended, containers paused': 2,
  'tfsched ended, containers kept': 2,
  'daemon restarted': 3,
  'container killed': 3,
  'container removed': 2,
  'container paused': 3,
  'container resumed': 3,
  'container resized': 3,
};

export interface PlannedFault {
  readonly kind: FaultKind;
  /** Seconds after the run was begun. */
  readonly at: number;
  /** Which of the containers there are, from 0 to 1. */
  readonly pick: number;
  /** Seconds until tfsched is begun again, or the container resumed; Infinity where it is left to tfsched. */
  readonly lasts: number;
}

export interface PlannedJob {
  readonly id: string;
  /** Undefined of a job that witnesses its own life instead: it writes into /out. */
  readonly steps: number | undefined;
  readonly retries: number;
}

/** A run, and what is done to it. The same number of the same seed gives the same plan. */
export interface Plan {
  readonly rules: string;
  /** Undefined on the host's own cores. */
  readonly emulated: number | undefined;
  readonly jobs: readonly PlannedJob[];
  readonly workload: string;
  readonly faults: readonly PlannedFault[];
}

/** Seconds in which faults are made. */
const SPAN = 10;
const EMULATED = 8;

/** @param kinds what can be done here */
export function planOf(seed: number, turn: number, rules: string, kinds: readonly FaultKind[]): Plan {
  const random = seededRandom(seed * 10_007 + turn);
  const emulated = random() < 1 / 3 ? EMULATED : undefined;
  const widest = emulated === undefined ? 2 : 4;
  const jobs: PlannedJob[] = [];
  const lines: string[] = [];
  for (let n = 8 + whole(5); n > 0; n--) {
    const retries = random() < 1 / 3 ? 1 : 0;
    const steps = random() < 0.25 ? undefined : 30 + whole(90);
    const id = `${steps === undefined ? 'witness' : 'spin'}-${n}`;
    const common = `id: ${id}, arrival: ${(random() * 8).toFixed(2)}, cores: ${1 + whole(widest)}, priority: ${whole(6)}, retries: ${retries}`;
    const own =
      steps === undefined ? witnessJob(BASE, 5 + whole(35)) : `model: spin, duty: 0.3, steps: ${steps}`;
    jobs.push({ id, steps, retries });
    lines.push(`  - { ${common}, ${own} }`);
  }
  const faults = Array.from({ length: 2 + whole(4) }, (): PlannedFault => {
    const kind = weighted(kinds);
    const at = random() * SPAN;
    const pick = random();
    const lasts = kind === 'container paused' && random() < 0.1 ? Infinity : 0.1 + random() * 2.5;
    return { kind, at, pick, lasts };
  });
  return {
    rules,
    emulated,
    jobs,
    workload: `jobs:\n${lines.join('\n')}\n`,
    faults: faults.sort((a, b) => a.at - b.at),
  };

  function whole(below: number): number {
    return Math.floor(random() * below);
  }

  function weighted(of: readonly FaultKind[]): FaultKind {
    let left = random() * of.reduce((sum, kind) => sum + WEIGHTS[kind], 0);
    return of.find((kind) => (left -= WEIGHTS[kind]) < 0) ?? of[0]!;
  }
}
