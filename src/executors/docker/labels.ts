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

/** Which attempt of which job a container of ours is of; undefined where its labels do not say. */
export function attemptOf(
  labels: Readonly<Record<string, string>>,
): { readonly job: string; readonly attempt: number } | undefined {
  const job = labels[JOB_LABEL];
  const attempt = Number(labels[ATTEMPT_LABEL]);
  return job === undefined || !Number.isInteger(attempt) ? undefined : { job, attempt };
}
