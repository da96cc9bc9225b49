import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { LogWriteError } from './errors.js';
import { systemError } from './system-error.js';
import { LOG_FILE, reasonOf } from './writer.js';

/**
 * Where the folders of runs are: `tfsched/runs` under the XDG state folder. An XDG_STATE_HOME that is not absolute is
 * ignored, as the XDG specification wants it.
 */
export function runsFolder(
  env: { readonly XDG_STATE_HOME?: string | undefined },
  home: string = homedir(),
): string {
  const state = env.XDG_STATE_HOME;
  const base = state !== undefined && isAbsolute(state) ? state : join(home, '.local', 'state');
  return join(base, 'tfsched', 'runs');
}

/** Letters of a run id's random part: none that is easily taken for another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * An id that sorts by time (UTC) and that containers, files and labels may be named after: `20260731-142501-k3f9`.
 * @param random gives numbers from 0 to 1, 1 excluded
 */
export function newRunId(now: Date, random: () => number): string {
  const [day = '', time = ''] = now.toISOString().split('T');
  const letters = Array.from({ length: 4 }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length)));
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${letters.join('')}`;
}

/** When a run began, as its id says; undefined when the id is not one that `newRunId` gave. */
export function startOfRun(run: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(run);
  if (parts === null) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * Makes the folder of a run, readable by its owner only. One that is there already is used as it is.
 * @throws LogWriteError when it cannot be made
 */
export function makeRunFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const cause = realCause(folder, error);
    const { code, message } = systemError(cause);
    // Where something else is in its place, what that is says most.
    const reason = code === 'EEXIST' || code === 'ENOENT' ? message : reasonOf(cause);
    throw new LogWriteError(`cannot make the folder of the run: ${reason}`, { cause });
  }
}

/** Node says ENOENT of a read-only file system; so the first folder that is missing is tried alone. */
function realCause(folder: string, error: unknown): unknown {
  if (systemError(error).code !== 'ENOENT') return error;
  let missing = resolve(folder);
  while (!existsSync(dirname(missing))) missing = dirname(missing);
  try {
    mkdirSync(missing, { mode: 0o700 });
    return error;
  } catch (cause) {
    return cause;
  }
}

/** The folders of runs that have a log, the newest first. */
export function listRuns(runs: string): readonly string[] {
  return namesIn(runs)
    .filter((name) => existsSync(join(runs, name, LOG_FILE)))
    .sort()
    .reverse()
    .map((name) => join(runs, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
