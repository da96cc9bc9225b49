import { aboveCapacity } from '../capacity-rules.js';
import type { SimulatedWork } from '../load-result.js';
import type { JobKey, JobValues } from '../schema/job-schema.js';
import { foreignParameters, IMAGE_ONLY, MODEL_ONLY } from './inherit.js';
import { updateFaults } from './update-rules.js';

/** What is wrong between the keys of a job. */
export interface RuleFault {
  /** Where: the first of these keys that the job gives itself, else the first that it inherits, else the job. */
  readonly blame: readonly (readonly [JobKey, ...PropertyKey[]])[];
  readonly message: string;
  readonly hint: string;
}

/** What the rules are judged against. */
export interface RuleContext {
  /** Cores of the run, where it is known. */
  readonly capacity: number | undefined;
  /** What the simulator takes for the work of a job; undefined for a run. */
  readonly forSimulation: SimulatedWork | undefined;
}

const NONE: ReadonlySet<JobKey> = new Set();

/**
 * Every rule of design 3 between the keys of one job, defaults included. A key in `broken` has been reported: it counts
 * as given and nothing is concluded from its value.
 */
export function ruleFaults(
  values: JobValues,
  context: RuleContext,
  broken: ReadonlySet<JobKey> = NONE,
): readonly RuleFault[] {
  const faults: RuleFault[] = [];
  const has = (key: JobKey): boolean => values[key] !== undefined || broken.has(key);
  programFaults(values, has, faults);
  workFaults(values, has, context, faults);
  const request = knownRequest(values, broken);
  boundFaults(values, request, has, faults);
  if (context.capacity !== undefined) capacityFaults(values, request, context.capacity, faults);
  updateFaults(values, faults);
  mountFaults(values, faults);
  return faults;
}

/** The request r: as given, or as many cores as the threads need (design 3). */
export function requestOf(values: JobValues): number | undefined {
  if (values.cores !== undefined) return values.cores;
  return values.intra_op === undefined ? undefined : (values.inter_op ?? 1) + values.intra_op - 1;
}

/** Not concluded from the threads when `cores` is given, but broken. */
function knownRequest(values: JobValues, broken: ReadonlySet<JobKey>): number | undefined {
  if (values.cores === undefined && (broken.has('cores') || broken.has('inter_op'))) return undefined;
  return requestOf(values);
}

type Has = (key: JobKey) => boolean;

function programFaults(values: JobValues, has: Has, faults: RuleFault[]): void {
  if (has('model') && has('image')) {
    faults.push({ blame: [['image']], message: 'both model and image are given', hint: 'keep one of them' });
    return;
  }
  if (has('image')) {
    foreignKeys(MODEL_ONLY, 'a parameter of built-in models', 'hand it to the program in command or env');
  } else if (has('model')) {
    foreignKeys(IMAGE_ONLY, 'only for a program of your own', 'remove it, or give image instead of model');
    foreignKeys(foreignParameters(values.model), `no parameter of ${values.model ?? ''}`, 'remove it');
  } else {
    const command = has('command');
    faults.push({
      blame: command ? [['command']] : [],
      message: command ? 'command is given without an image' : 'neither model nor image is given',
      hint: command ? 'add image' : 'add one, such as model: mnist_cnn',
    });
  }

  function foreignKeys(keys: readonly JobKey[], what: string, hint: string): void {
    for (const key of keys) if (has(key)) faults.push({ blame: [[key]], message: `${key} is ${what}`, hint });
  }
}

function workFaults(values: JobValues, has: Has, context: RuleContext, faults: RuleFault[]): void {
  if (has('duration') && has('steps')) {
    faults.push({
      blame: [['steps']],
      message: 'both duration and steps are given',
      hint: 'keep one of them',
    });
  } else if (!has('duration') && !has('steps') && (context.forSimulation !== undefined || !has('image'))) {
    faults.push({
      blame: [],
      message: has('image')
        ? 'the simulator needs the duration of this job'
        : 'neither duration nor steps is given',
      hint: 'add one, such as duration: 20s',
    });
  } else if (context.forSimulation === 'duration' && has('steps')) {
    faults.push({
      blame: [['steps']],
      message: 'the simulator does not know how long steps take',
      hint: 'give the duration instead, or --speedup profile',
    });
  }
  if (
    values.steps !== undefined &&
    has('image') &&
    !has('model') &&
    values.progress !== true &&
    !isBroken('progress')
  ) {
    faults.push({
      blame: [['steps'], ['image']],
      message: 'this program takes no number of steps',
      hint: 'give duration, or progress: true if it reads TFSCHED_STEPS',
    });
  }

  function isBroken(key: JobKey): boolean {
    return has(key) && values[key] === undefined;
  }
}

function boundFaults(values: JobValues, request: number | undefined, has: Has, faults: RuleFault[]): void {
  if (!has('cores') && !has('intra_op')) {
    faults.push({
      blame: [],
      message: 'cores is missing',
      hint: 'say how many cores the job asks for, or give intra_op',
    });
  }
  const { min_cores: min, max_cores: max } = values;
  const from = values.cores === undefined ? 'intra_op' : 'cores';
  if (request !== undefined && min !== undefined && min > request) {
    faults.push({
      blame: [['min_cores'], [from]],
      message: `min_cores ${String(min)} is above ${requestName(values, request)}`,
      hint: `expected at most ${String(request)}`,
    });
  }
  if (request !== undefined && max !== undefined && request > max) {
    faults.push({
      blame: [['max_cores'], [from]],
      message: `max_cores ${String(max)} is below ${requestName(values, request)}`,
      hint: `expected at least ${String(request)}`,
    });
  }
  if (request === undefined && min !== undefined && max !== undefined && min > max) {
    faults.push({
      blame: [['min_cores'], ['max_cores']],
      message: `min_cores ${String(min)} is above max_cores ${String(max)}`,
      hint: `expected at most ${String(max)}`,
    });
  }
}

function requestName(values: JobValues, request: number): string {
  if (values.cores !== undefined) return `cores ${String(request)}`;
  return `the request ${String(request)} (inter_op ${String(values.inter_op ?? 1)} + intra_op ${String(values.intra_op)} - 1)`;
}

function capacityFaults(
  values: JobValues,
  request: number | undefined,
  capacity: number,
  faults: RuleFault[],
): void {
  const { min_cores: minCores, max_cores: maxCores, updates } = values;
  for (const { part, message, hint } of aboveCapacity(
    { cores: request, minCores, maxCores, updates },
    capacity,
  )) {
    faults.push({
      blame: typeof part === 'number' ? [['updates', part, 'cores']] : CORE_KEYS[part],
      message,
      hint,
    });
  }
}

/** Where the parts of a job's demand stand in the file. */
const CORE_KEYS = {
  cores: [['cores'], ['intra_op']],
  minCores: [['min_cores']],
  maxCores: [['max_cores']],
} as const satisfies Record<string, RuleFault['blame']>;

function mountFaults(values: JobValues, faults: RuleFault[]): void {
  const seen = new Set<string>();
  values.mounts?.forEach(({ container }, index) => {
    if (seen.has(container)) {
      faults.push({
        blame: [['mounts', index, 'container']],
        message: `two mounts have the container path ${container}`,
        hint: 'give each its own',
      });
    }
    seen.add(container);
    if (TAKEN.test(container)) {
      faults.push({
        blame: [['mounts', index, 'container']],
        message: `the container path ${container} is taken`,
        hint: 'expected one that is not /out, /tmp, or in /proc, /sys or /dev',
      });
    }
  });
}

/** What each container has of its own. */
const TAKEN = /^\/(?:out|tmp|(?:proc|sys|dev)(?:\/.*)?)$/;
