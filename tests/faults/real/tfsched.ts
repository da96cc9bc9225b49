import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunReport } from '../../../src/metrics/report.js';

const BINARY = fileURLToPath(new URL('../../../bin/tfsched.js', import.meta.url));

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of node. */
  readonly node?: readonly string[];
}

/** Starts `tfsched` with the words of a line, in a folder that is its home. */
export function launch(
  folder: string,
  line: string,
  { env = {}, node = [] }: LaunchOptions = {},
): ChildProcess {
  const own = {
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
  return spawn(process.execPath, [...node, BINARY, ...line.split(' ')], {
    cwd: folder,
    env: { ...process.env, ...own, ...env },
  });
}

/** Waits for a run's end. @throws Error where it prints no report */
export async function reportOf(run: ChildProcess): Promise<RunReport> {
  return JSON.parse(await outputOf(run)) as RunReport;
}

/** All that a tfsched prints, at its end. @throws Error where it prints nothing */
export async function outputOf(run: ChildProcess): Promise<string> {
  const text = { stdout: '', stderr: '' };
  run.stdout?.setEncoding('utf8').on('data', (piece: string) => (text.stdout += piece));
  run.stderr?.setEncoding('utf8').on('data', (piece: string) => (text.stderr += piece));
  await once(run, 'close');
  if (text.stdout === '') throw new Error(`${run.spawnargs.join(' ')} prints nothing:\n${text.stderr}`);
  return text.stdout;
}
