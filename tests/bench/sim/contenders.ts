import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workload } from './workload.mjs';

/** What a run gives. */
export interface Measured {
  readonly jobs_per_second: number;
  /** Peak memory of the process. */
  readonly megabytes?: number;
  /** Seconds of virtual time, for a check that both did the same. */
  readonly makespan: number;
}

const SIMPY = 'simpy==4.1.2';
const VENV = join(tmpdir(), `tfsched-bench-${SIMPY.replace('==', '-')}`);

/** Our simulator, compiled, in a process of its own. */
export async function simulatorRun(combination: string, jobs: number): Promise<Measured> {
  return run(
    process.execPath,
    ['--max-old-space-size=4096', here('one-run.mjs'), ...combination.split(' '), String(jobs)],
    '',
  );
}

/** FCFS with exact cores in SimPy, on the same jobs. */
export async function simpyRun(jobs: number): Promise<Measured> {
  const lines = workload(jobs).map(({ arrival, work, cores }) => `${arrival} ${work.seconds} ${cores}`);
  return run(join(venv(), 'bin', 'python'), [here('simpy_fcfs.py')], lines.join('\n'));
}

/** A Python with SimPy, made once. */
function venv(): string {
  if (!existsSync(join(VENV, 'bin', 'python'))) {
    process.stderr.write(`making ${VENV} with ${SIMPY}\n`);
    execFileSync('python3', ['-m', 'venv', VENV]);
    execFileSync(join(VENV, 'bin', 'pip'), ['install', '-q', '--disable-pip-version-check', SIMPY]);
  }
  return VENV;
}

async function run(program: string, args: readonly string[], input: string): Promise<Measured> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  let text = '';
  for await (const piece of child.stdout) text += String(piece);
  return JSON.parse(text) as Measured;
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
