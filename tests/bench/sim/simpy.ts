import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Summary } from '../../../src/metrics/report.js';
import { runJson } from '../harness/run-json.js';
import type { Workload } from '../../../src/workload/workload.js';

/** What the Python program of this folder prints. */
export interface SimpyResult {
  /** Simulation and statistics, s. */
  readonly seconds: number;
  /** Bytes. */
  readonly maxRss: number;
  readonly summary: Pick<Summary, 'makespan' | 'waiting' | 'service' | 'turnaround' | 'slowdown'>;
}

const HERE = import.meta.dirname;

/** Where caches of tools are, out of the sight of git. */
const ENVIRONMENT = resolve(HERE, '../../../node_modules/.cache/tfsched-bench/simpy');

/**
 * A Python that has the pinned SimPy: installed on first use.
 * @throws when there is no Python 3 with venv, or no package index
 */
export function pythonWithSimpy(progress: (line: string) => void): string {
  const python = join(ENVIRONMENT, 'bin', 'python');
  const ready = join(ENVIRONMENT, 'installed');
  if (existsSync(ready)) return python;
  progress('installing SimPy into node_modules/.cache');
  rmSync(ENVIRONMENT, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', ENVIRONMENT], { stdio: ['ignore', 'ignore', 'inherit'] });
  const requirements = join(HERE, 'requirements.txt');
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(ready, '');
  return python;
}

/** FCFS + STRICT of a workload in SimPy. */
export async function runSimpy(python: string, workload: Workload, capacity: number): Promise<SimpyResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tfsched-bench-'));
  try {
    const file = join(folder, 'workload.json');
    const jobs = workload.jobs.map(({ arrival, cores, work }) => [
      arrival,
      cores,
      work.kind === 'duration' ? work.seconds : Number.NaN,
    ]);
    writeFileSync(file, JSON.stringify({ cores: capacity, jobs }));
    return (await runJson(python, [join(HERE, 'fcfs_strict.py'), file])) as SimpyResult;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
