import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Equal jobs that are all there at the start, each on one core. */
export interface Load {
  readonly name: string;
  readonly jobs: number;
  readonly model: 'spin' | 'mnist_cnn';
  /** Of each job: the same for every contender. A step of spin takes 10 ms on its thread's CPU clock. */
  readonly steps: number;
  /** Memory limit, as Docker and tfsched both write it. */
  readonly memory: string;
}

/** The two cores that every contender gets. */
export const CORES = [0, 1] as const;

/** 40 jobs of so many CPU-seconds each. */
export function spinLoad(cpuSeconds: number): Load {
  return {
    name: `spin ${cpuSeconds} s`,
    jobs: 40,
    model: 'spin',
    steps: Math.round(cpuSeconds * 100),
    memory: '128m',
  };
}

/** 8 TensorFlow jobs of so many steps each. */
export function tensorflowLoad(steps: number): Load {
  return { name: 'tensorflow', jobs: 8, model: 'mnist_cnn', steps, memory: '1g' };
}

/** The load as a workload file below `scratch`. */
export function writeLoad({ name, jobs, model, steps, memory }: Load, scratch: string): string {
  const file = join(scratch, `${name.replaceAll(/\W/g, '-')}-${steps}.yaml`);
  const defaults = { model, steps, memory, cores: 1 };
  // JSON is YAML.
  const workload = {
    name,
    defaults,
    jobs: Array.from({ length: jobs }, (_, index) => ({ id: `j${index}`, arrival: 0 })),
  };
  writeFileSync(file, JSON.stringify(workload));
  return file;
}

/** The runner's arguments for a job of the load, the ones that tfsched gives it. */
export function runnerArguments({ model, steps }: Load): string[] {
  return ['--model', model, '--steps', String(steps), '--inter', '1', '--intra', '1', '--seed', '1'];
}
