import { mkdirSync } from 'node:fs';
import { lockCores, nameCores, type CoreLock } from '../../executors/docker/ownership/core-lock.js';
import type { ChosenCores } from '../../planning/choose-cores.js';
import { reasonOf, WriteError } from '../errors.js';
import type { Connection } from './connect.js';
import type { DockerFlags } from './flags.js';
import { lockFolder } from './lock-folder.js';
import type { Progress } from './progress.js';

/** What a lock of cores is made of. */
export interface Holding {
  readonly run: string;
  readonly connection: Connection;
  readonly cores: ChosenCores;
  readonly flags: Pick<DockerFlags, 'wait' | 'share'>;
  readonly progress: Progress;
  readonly env: { readonly XDG_STATE_HOME?: string | undefined };
  /** Ends the waiting for cores. */
  readonly signal: AbortSignal;
}

/**
 * Holds the cores of a run for as long as `use` takes: from its first measurement to the removal of its last container.
 * @throws CoresTaken, WriteError, or the signal's reason
 */
export async function holdCores<T>(holding: Holding, use: (lock: CoreLock) => Promise<T>): Promise<T> {
  const { run, connection, cores, flags, progress, env, signal } = holding;
  const folder = lockFolder(env);
  makeFolder(folder);
  const lock = await lockCores({
    folder,
    daemon: connection.host.daemon.id,
    run,
    cores: cores.emulated ? 'all' : cores.ids,
    mode: flags.wait === true ? 'wait' : flags.share === true ? 'share' : 'refuse',
    onWait: (holder) => progress.say(`waiting for run ${holder.run}, which has ${nameCores(holder.cores)}`),
    signal,
  });
  try {
    return await use(lock);
  } finally {
    lock.release();
  }
}

/** @throws WriteError */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new WriteError(
      `the cores cannot be locked: ${reasonOf(error)}; set XDG_STATE_HOME to a folder that can be written`,
    );
  }
}
