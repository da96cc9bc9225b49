import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isAlive,
  parseProcessId,
  type ProcessId,
  thisProcess,
} from '../executors/docker/host/process-life.js';
import { LogWriteError } from './errors.js';
import { systemError } from './system-error.js';

/** A tfsched is at this run. */
export class RunGoesOn extends Error {
  override readonly name = 'RunGoesOn';
}

const LOCK = 'lock';

/** Held while a dead process's lock is replaced. */
const TAKEOVER = 'lock.takeover';

/**
 * Makes this process the only one that writes into the folder of a run. The lock of a process that is over is taken over.
 *
 * @returns a function that gives it back; safe to call twice
 * @throws RunGoesOn naming the process that has it; LogWriteError when the folder cannot be written
 */
export function lockRun(folder: string): () => void {
  const file = join(folder, LOCK);
  const draft = join(folder, `.lock.${process.pid}`);
  try {
    writeFileSync(draft, JSON.stringify(thisProcess()), { mode: 0o600 });
    if (!linkIfFree(draft, file)) takeOver(folder, draft, file);
  } catch (error) {
    if (error instanceof RunGoesOn) throw error;
    throw new LogWriteError(`cannot lock the folder of the run: ${systemError(error).message}`, {
      cause: error,
    });
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** Two may find the same dead lock: only one of them at a time looks at it and replaces it. */
function takeOver(folder: string, draft: string, file: string): void {
  const takeover = join(folder, TAKEOVER);
  refuseIfAlive(file, folder);
  refuseIfAlive(takeover, folder);
  rmSync(takeover, { force: true });
  if (!linkIfFree(draft, takeover)) throw goesOn(folder, holderOf(takeover));
  try {
    refuseIfAlive(file, folder);
    renameSync(draft, file);
  } finally {
    rmSync(takeover, { force: true });
  }
}

function refuseIfAlive(file: string, folder: string): void {
  const holder = holderOf(file);
  if (holder !== undefined && isAlive(holder)) throw goesOn(folder, holder);
}

function goesOn(folder: string, holder: ProcessId | undefined): RunGoesOn {
  const who = holder === undefined ? 'another tfsched' : `process ${holder.pid} on ${holder.host}`;
  return new RunGoesOn(`${who} is at the run in ${folder}: wait until it is over, or stop it`);
}

/** False when there is such a file. */
function linkIfFree(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when nobody has it, or when what is there is no lock. */
function holderOf(file: string): ProcessId | undefined {
  try {
    return parseProcessId(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
