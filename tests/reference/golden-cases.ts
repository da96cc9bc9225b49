/** The worked schedules of tests/golden, read without any code of src: workload, flags, expected schedule. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RefConfig, RefJob, RefSchedule } from './reference-scheduler.js';
import { withDefaults } from './scenario.js';

/** One case of one golden file: what goes in and the schedule that must come out. */
export interface GoldenCase {
  /** file name without its ending, e.g. `topup` */
  file: string;
  /** as on the command line, e.g. `--policy rr --quantum 2 --realloc strict` */
  flags: string;
  jobs: RefJob[];
  config: RefConfig;
  expected: RefSchedule;
}

/** A job as the golden YAML files write it: times are plain numbers (s). */
interface GoldenJob {
  id: string;
  arrival: number;
  duration: number;
  cores: number;
  min_cores?: number;
  max_cores?: number;
  priority?: number;
  timeout?: number;
  retries?: number;
  updates?: { at: number; cores: number }[];
  user?: string;
  estimate?: number;
}

interface GoldenWorkload {
  cores: number;
  defaults: { model: string };
  jobs: GoldenJob[];
}

const FOLDER = new URL('../golden/', import.meta.url);

/** Every case of every golden file; throws on a key or flag that it does not know, so that nothing is passed over. */
export function goldenCases(): GoldenCase[] {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort();
  return files.flatMap((file) => {
    const workload = parse(readFileSync(new URL(`${file}.yaml`, FOLDER), 'utf8')) as GoldenWorkload;
    const cases = JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), 'utf8')) as ({
      flags: string;
    } & RefSchedule)[];
    const jobs = workload.jobs.map((job) => refJob(job, workload.cores));
    return cases.map(({ flags, ...expected }) => ({
      file,
      flags,
      jobs,
      config: refConfig(flags, workload.cores),
      expected,
    }));
  });
}

function refJob(job: GoldenJob, capacity: number): RefJob {
  const {
    id,
    arrival,
    duration,
    cores,
    min_cores,
    max_cores,
    priority,
    timeout,
    retries,
    updates,
    ...others
  } = job;
  const { user, estimate, ...rest } = others;
  if (Object.keys(rest).length > 0) {
    throw new Error(`job ${id}: unknown keys: ${Object.keys(rest).join(', ')}`);
  }
  return {
    id,
    arrival,
    duration,
    cores,
    minCores: min_cores ?? 1,
    maxCores: max_cores ?? capacity,
    priority: priority ?? 0,
    retries: retries ?? 0,
    updates: updates ?? [],
    ...(timeout === undefined ? {} : { timeout }),
    ...(user === undefined ? {} : { user }),
    ...(estimate === undefined ? {} : { estimate }),
  };
}

/** The flags of a case as a configuration; "what is not given has its default" (README.md of tests/golden). */
export function refConfig(flags: string, capacity: number): RefConfig {
  const config: RefConfig = withDefaults(capacity, {});
  const words = flags.split(' ');
  const value = <T extends string>(...allowed: T[]): T => {
    const word = words.shift();
    const found = allowed.find((one) => one === word);
    if (found === undefined) throw new Error(`${word ?? 'nothing'} is none of ${allowed.join(', ')}`);
    return found;
  };
  const number = (word = words.shift()): number => {
    if (word === undefined || !/^\d+(\.\d+)?$/.test(word))
      throw new Error(`${word ?? 'nothing'} is no number`);
    return Number(word);
  };
  for (let flag = words.shift(); flag !== undefined; flag = words.shift()) {
    switch (flag) {
      case '--policy':
        config.policy = value(
          'fcfs',
          'prio',
          'rr',
          'sjf',
          'srpt',
          'mlfq',
          'fair_share',
          'easy',
          'conservative',
          'none',
        );
        break;
      case '--realloc':
        config.realloc = value('strict', 'max_prop', 'always_attend', 'equi');
        break;
      case '--preemptive':
        config.preemptive = true;
        break;
      case '--aging':
        config.aging = number();
        break;
      case '--aging-interval':
        config.agingInterval = number();
        break;
      case '--preempt-exempt':
        config.preemptExempt = number();
        break;
      case '--victim':
        config.victim = value('longest_run', 'smallest_request', 'lowest_priority');
        break;
      case '--quantum':
        config.quantum = number();
        break;
      case '--levels':
        config.levels = (words.shift() ?? '').split(',').map((word) => number(word));
        break;
      case '--half-life':
        config.halfLife = number();
        break;
      case '--speedup': {
        const [kind, f] = (words.shift() ?? '').split(':');
        if (kind !== 'amdahl') throw new Error(`unknown speed-up ${kind ?? ''}`);
        config.speedup = { kind, f: number(f) };
        break;
      }
      default:
        throw new Error(`unknown flag ${flag}`);
    }
  }
  return config;
}
