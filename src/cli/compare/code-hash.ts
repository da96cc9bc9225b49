import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders whose code decides what comes of a run. */
const FOLDERS = ['core', 'driver', 'executors', 'metrics', 'policies', 'profile', 'realloc', 'workload'];

/** Changes with the code that runs are made by: results of another version of it are no results of this one. */
export function codeHash(): string {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.[jt]s$/.test(name),
    );
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
