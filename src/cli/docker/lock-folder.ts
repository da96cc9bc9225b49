import { dirname, join } from 'node:path';
import { runsFolder } from '../../log/run-folder.js';

/** Where the locks of cores are: beside the folders of the runs, the same for all runs of a user. */
export function lockFolder(env: { readonly XDG_STATE_HOME?: string | undefined }): string {
  return join(dirname(runsFolder(env)), 'locks');
}
