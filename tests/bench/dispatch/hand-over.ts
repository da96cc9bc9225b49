import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { medianOf } from '../../../src/profile/median.js';
import { CORES } from './loads.js';
import { runCommand } from '../harness/run-command.js';
import { STAMP_FORMAT } from './set-up.js';
import { runTfsched } from '../harness/run-tfsched.js';

/** What a chain of tiny jobs on one core needs. */
export interface ChainSettings {
  /** Its program prints the time and ends. */
  readonly image: string;
  readonly scratch: string;
  /** What else its environment has. */
  readonly more?: NodeJS.ProcessEnv;
}

const JOBS = 24;
const CORE = String(CORES[0]);
const BARE_CHAIN = fileURLToPath(new URL('bare-chain.ts', import.meta.url));

/**
 * Median milliseconds from the last output of a job to the first instruction of the next one on the same core, both stamped by the
 * programs: each only prints the time, so that its one instruction is the first and the last.
 */
export async function tfschedChain({ image, scratch, more }: ChainSettings): Promise<number> {
  const file = join(scratch, 'chain.yaml');
  const jobs = Array.from({ length: JOBS }, (_, index) => ({ id: `j${index}`, arrival: 0 }));
  const defaults = { image, command: [STAMP_FORMAT], memory: '128m', cores: 1, duration: 0.01 };
  writeFileSync(file, JSON.stringify({ defaults, jobs }));
  const flags = ['--policy', 'fcfs', '--realloc', 'strict', '--cpus', CORE, '--cores', '1'];
  const { folder } = await runTfsched(file, flags, scratch, more);
  return handOver(jobs.map(({ id }) => readFileSync(join(folder, 'jobs', id, 'attempt-1.log'), 'utf8')));
}

/** The same with dockerode alone. */
export async function bareChain({ image, scratch, more }: ChainSettings): Promise<number> {
  const folder = join(scratch, 'out');
  mkdirSync(folder, { recursive: true });
  const args = ['--import', 'tsx', BARE_CHAIN, image, CORE, String(JOBS), folder];
  const { stdout } = await runCommand(process.execPath, args, { ...process.env, ...more });
  return handOver(stdout.trim().split('\n'));
}

function handOver(stamps: readonly string[]): number {
  if (stamps.length !== JOBS || !stamps.every((stamp) => /^\d{19}\s*$/.test(stamp)))
    throw new Error(`not all of the chain's jobs have told the time: ${stamps.join(' ')}`);
  const times = stamps.map((stamp) => BigInt(stamp.trim()));
  return medianOf(times.slice(1).map((time, index) => Number(time - times[index]!) / 1e6));
}
