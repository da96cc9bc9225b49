import type { ModelProgram } from '../../../workload/workload.js';

/** Threads that a program is told to use (design 6). */
export interface Threads {
  readonly inter: number;
  /** Where the mode may resize the job, the most cores that it may get. */
  readonly intra: number;
  /** Intra-op threads do not spin, because the cpuset alone decides how many of them run. */
  readonly elastic: boolean;
}

/** The flags of the runner image's program (docs/runner-protocol.md) for a built-in model. */
export function runnerCommand(
  program: ModelProgram,
  threads: Threads,
  steps: number,
  seed: number | undefined,
): string[] {
  const flags = ['--model', program.model, '--steps', String(steps)];
  flags.push('--inter', String(threads.inter), '--intra', String(threads.intra));
  if (program.batch !== undefined) flags.push('--batch', String(program.batch));
  if (program.duty !== undefined) flags.push('--duty', String(program.duty));
  const chosen = program.seed ?? seed;
  if (chosen !== undefined) flags.push('--seed', String(chosen));
  if (threads.elastic) flags.push('--elastic');
  return flags;
}
