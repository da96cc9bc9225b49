import type { Action, ActionKind, CoreId } from '../core/actions.js';
import type { Fact } from '../core/facts.js';
import { Job } from '../core/job-state.js';

/** A program that ended by itself, or was not let run. */
export class TrialFailed extends Error {
  override readonly name = 'TrialFailed';
}

/** Makes the actions of a job that runs outside any schedule. */
export type Orders = (kind: ActionKind, ids: readonly CoreId[]) => Action;

/** @param ids numbers that no other action of the executor has: one for each action */
export function ordersFor(job: string, cores: number, ids: () => number): Orders {
  const subject = trialJob(job, cores);
  return (kind, cpus) => ({
    id: ids(),
    kind,
    job: subject,
    attempt: 1,
    cores: cpus.length,
    ids: cpus,
    cause: undefined,
    decided: undefined,
  });
}

/** For people. */
export function exitText({ exit }: Fact & { readonly kind: 'exited' }): string {
  return `exit code ${exit.code}${exit.reason === undefined ? '' : `, ${exit.reason}`}`;
}

function trialJob(id: string, cores: number): Job {
  return new Job(
    {
      id,
      position: 0,
      arrival: 0,
      cores,
      minCores: 1,
      maxCores: cores,
      priority: 0,
      retries: 0,
      timeout: Infinity,
      memory: 0,
      user: undefined,
      dedicated: undefined,
      estimate: undefined,
    },
    0,
  );
}
