import type { Gap, LogRecord } from '../log/records.js';
import { type Recovered, recover } from './recover.js';
import { driveOnDocker, partsOf, type RealRun, type RunTerms } from './run-on-docker.js';

/**
 * A run that another tfsched has begun, as its log leaves it.
 * @param records all of the log; its last step may not be whole
 * @throws LogReadError where the log cannot be made again
 */
export function recoverRun(records: readonly LogRecord[], terms: RunTerms): Recovered {
  return recover(records, () => partsOf(terms));
}

/** Its executor has taken over the containers, and its clock stands at the time of the last record. */
export interface ResumedRun extends Pick<
  RealRun,
  'rules' | 'executor' | 'startClock' | 'recorder' | 'failFast'
> {
  readonly recovered: Recovered;
  readonly header: { readonly tfsched: string; readonly created: string } & Gap;
}

/** Goes on with a run (design 5.3): what was ordered and not settled is ordered again. Resolves when every job has ended. */
export async function resumeOnDocker(run: ResumedRun): Promise<void> {
  const { recovered, executor, recorder } = run;
  const { jobs, at, interrupted } = recovered;
  recorder.append({ kind: 'resumed', at, ...run.header });
  await recorder.flush?.();
  run.startClock();
  for (const { inFlight } of jobs) if (inFlight !== undefined) executor.apply(inFlight);
  await driveOnDocker(run, recovered, { at, interrupted });
}
