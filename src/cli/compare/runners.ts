import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import type { Cell } from '../../compare/cells.js';
import { type Outcome, outcomeOf } from '../../compare/outcome.js';
import type { RunReport } from '../../metrics/report.js';
import { workloadPieces } from '../../workload/write/write-workload.js';
import { DockerMissing, UsageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { CompareFlags } from './flags.js';
import type { Instance } from './instances.js';
import simulateTask, { type SimulationTask } from './simulate-task.js';

/** Carries out the runs of a comparison, as many at a time as it says. */
export interface Runner {
  readonly parallel: number;
  run(cell: Cell, instance: Instance): Promise<Outcome>;
  /** Ends what goes on; runs that are not over are rejected. */
  close(): Promise<void>;
}

/** Below so many jobs in all, threads take longer to start than the work. */
const WORTH_THREADS = 20_000;

/** @param jobs of all the runs that are to come */
export function simulationRunner(flags: CompareFlags, cacheHome: string | undefined, jobs: number): Runner {
  const taskOf = (cell: Cell, { workload, capacity }: Instance): SimulationTask => {
    const { speedup, overheads } = flags;
    return { cell, workload, capacity, speedup, overheads, cacheHome };
  };
  if (jobs < WORTH_THREADS) {
    return {
      parallel: 1,
      run: (cell, instance) => simulateTask(taskOf(cell, instance)),
      close: () => Promise.resolve(),
    };
  }
  const threads = availableParallelism();
  const pool = new Tinypool({
    filename: new URL('simulate-task.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    parallel: threads,
    run: (cell, instance) => pool.run(taskOf(cell, instance)) as Promise<Outcome>,
    close: () => pool.destroy(),
  };
}

const TFSCHED = fileURLToPath(new URL('../../../bin/tfsched.js', import.meta.url));

/** Runs on Docker, each as a `tfsched run` of its own: what one does wrong cannot reach the next. */
export function dockerRunner(): Runner {
  const scratch = mkdtempSync(join(tmpdir(), 'tfsched-compare-'));
  let child: ReturnType<typeof spawn> | undefined;
  let runs = 0;
  return {
    parallel: 1,
    async run(cell, { file: given, workload, capacity }) {
      const file = given ?? join(scratch, 'workload.yaml');
      if (given === undefined) writeFileSync(file, [...workloadPieces(workload, 'yaml')].join(''));
      const args = ['run', file, '--cores', String(capacity), ...flagsOf(cell), '--json', '--quiet'];
      child = spawn(process.execPath, [TFSCHED, ...args, '--out', join(scratch, `run-${runs++}`)], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [output, errors] = [textOf(child.stdout!), textOf(child.stderr!)];
      const [code] = (await once(child, 'close')) as [number | null];
      child = undefined;
      if (code === EXIT.ok || code === EXIT.jobFailed)
        return outcomeOf(JSON.parse(await output) as RunReport);
      const told = (await errors).trim().replace(/^error: /, '');
      if (code === EXIT.dockerMissing) throw new DockerMissing(told);
      throw new UsageError(`${cell.label}: \`tfsched run\` ended with ${String(code)}: ${told}`);
    },
    async close() {
      if (child?.exitCode === null) {
        child.kill('SIGINT');
        await once(child, 'close');
      }
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** The flags of `tfsched run` that choose the rules. */
function flagsOf({ policy, realloc, options }: Cell): readonly string[] {
  const chosen = Object.entries(options).flatMap(([name, { value, text }]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return typeof value === 'boolean' ? (value ? [flag] : []) : [flag, text];
  });
  return ['--policy', policy, ...(realloc === undefined ? [] : ['--realloc', realloc]), ...chosen];
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const piece of stream) text += String(piece);
  return text;
}
