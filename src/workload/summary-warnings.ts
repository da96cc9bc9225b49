import type { JobSpec } from './workload.js';

/** Something in a workload that is allowed, but may not be what its writer wants. */
export interface Warning {
  /** The jobs it is about, in file order; at most three of them. */
  readonly jobs: readonly string[];
  /** How many jobs it is about. */
  readonly count: number;
  readonly message: string;
}

/** A rule of thumb: which jobs it is about, and what to say of them. */
interface Rule {
  readonly concerns: (job: JobSpec, capacity: number | undefined) => boolean;
  readonly message: string;
}

const RULES: readonly Rule[] = [
  {
    concerns: ({ cores, interOp = 1, intraOp }) => cores > interOp + intraOp - 1,
    message: 'more cores are asked for than the threads (inter_op + intra_op - 1) can keep busy',
  },
  {
    concerns: ({ work, timeout }) =>
      work.kind === 'duration' && timeout !== undefined && timeout < work.seconds,
    message: 'the timeout is shorter than the duration: at the requested cores the job is stopped',
  },
  {
    concerns: ({ work, estimate }) =>
      work.kind === 'duration' && estimate !== undefined && estimate < work.seconds,
    message: 'the estimate is shorter than the duration',
  },
  {
    concerns: ({ cores, minCores }, capacity) =>
      capacity !== undefined && capacity > 1 && cores === capacity && minCores === cores,
    message: 'all cores are asked for and needed: nothing can run beside the job in any mode',
  },
];

/** How many jobs a warning names. */
const MOST_NAMED = 3;

/**
 * What may not be meant in a workload. One warning a rule, however many jobs it is about.
 *
 * @param capacity cores of the run, where they are known.
 */
export function summaryWarnings(jobs: readonly JobSpec[], capacity: number | undefined): Warning[] {
  const warnings = RULES.map(({ concerns, message }) =>
    about(
      jobs.filter((job) => concerns(job, capacity)),
      message,
    ),
  );
  return [...warnings, ...pairWarning(jobs, capacity)].filter(({ count }) => count > 0);
}

function about(jobs: readonly JobSpec[], message: string): Warning {
  return { jobs: jobs.slice(0, MOST_NAMED).map(({ id }) => id), count: jobs.length, message };
}

/** No two jobs of a workload fit side by side: every policy runs them one by one under STRICT. */
function pairWarning(jobs: readonly JobSpec[], capacity: number | undefined): Warning[] {
  if (capacity === undefined || jobs.length < 2) return [];
  const [least = 0, next = 0] = jobs.map(({ cores }) => cores).sort((a, b) => a - b);
  return least + next > capacity
    ? [
        about(
          jobs,
          `no two requests fit into ${String(capacity)} cores: under STRICT the jobs run one by one`,
        ),
      ]
    : [];
}
