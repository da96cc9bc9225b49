import { chmod, lstat, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
 * folder above it keeps others of this host away. A link in the place of one of them is not followed: it could lead a program's output
 * anywhere.
 *
 * @throws the file system's error
 */
export async function makeJobFolders(runFolder: string, job: string): Promise<void> {
  const own = jobFolder(runFolder, job);
  const out = jobOutFolder(runFolder, job);
  for (const folder of [dirname(own), own, out]) await makeFolder(folder);
  await chmod(out, 0o777);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!(await lstat(path)).isDirectory())
      throw new Error(`${path} is no folder, or a link to one`, { cause: error });
  }
}
