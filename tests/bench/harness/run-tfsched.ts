import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunReport } from '../../../src/metrics/report.js';
import { runCommand } from './run-command.js';

/** The binary that is measured. */
export const TFSCHED = fileURLToPath(new URL('../../../bin/tfsched.js', import.meta.url));

/** One run of the real binary. */
export interface TfschedRun {
  /** Seconds from the start of the process to its end. */
  readonly wall: number;
  readonly report: RunReport;
  /** The run's folder. */
  readonly folder: string;
}

let runs = 0;

/**
 * Runs a workload as a user does, but with folders of its own below `scratch`.
 *
 * @param more what else its environment has; undefined for what it has not
 * @throws Error when a job did not finish
 */
export async function runTfsched(
  workload: string,
  flags: readonly string[],
  scratch: string,
  more: NodeJS.ProcessEnv = {},
): Promise<TfschedRun> {
  const folder = join(scratch, `run-${runs++}`);
  const { wall, stdout } = await runCommand(
    process.execPath,
    [TFSCHED, 'run', workload, ...flags, '--json', '--quiet', '--out', folder],
    {
      ...process.env,
      XDG_CACHE_HOME: join(scratch, 'cache'),
      XDG_STATE_HOME: join(scratch, 'state'),
      ...more,
    },
  );
  const report = JSON.parse(stdout) as RunReport;
  const { finished, jobs } = report.summary;
  if (finished !== jobs) throw new Error(`tfsched finished ${finished} of ${jobs} jobs of ${workload}`);
  return { wall, report, folder };
}
