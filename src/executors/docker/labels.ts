/** Labels of every container of ours. What does not carry them is never touched. */
export const RUN_LABEL = 'tfsched.run';
const JOB_LABEL = 'tfsched.job';
const ATTEMPT_LABEL = 'tfsched.attempt';

/** The name of a container (design 5.1). */
export function containerName(run: string, job: string, attempt: number): string {
  return `tfsched-${run}-${job}-${attempt}`;
}

/** The labels of a container of an attempt. */
export function containerLabels(run: string, job: string, attempt: number): Readonly<Record<string, string>> {
  return { [RUN_LABEL]: run, [JOB_LABEL]: job, [ATTEMPT_LABEL]: String(attempt) };
}
