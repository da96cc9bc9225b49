import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of a job within its run's folder. */
function jobFolder(runFolder: string, job: string): string {
  return join(runFolder, 'jobs', job);
}

/** What an attempt of a job wrote to stdout and stderr. */
export function jobLogFile(runFolder: string, job: string, attempt: number): string {
  return join(jobFolder(runFolder, job), `attempt-${attempt}.log`);
}

/** What the job's program sees as /out; all attempts of a job share it. */
export function jobOutFolder(runFolder: string, job: string): string {
  return join(jobFolder(runFolder, job), 'out');
}

/**
 * Makes the folders of a job. /out is open to every user, because the container's is none of this host's; the job's own
 * folder above it keeps others of this host away.
 *
 * @throws the file system's error
 */
export async function makeJobFolders(runFolder: string, job: string): Promise<void> {
  const out = jobOutFolder(runFolder, job);
  await mkdir(jobFolder(runFolder, job), { recursive: true, mode: 0o700 });
  await mkdir(out, { recursive: true });
  await chmod(out, 0o777);
}
