import { findModel, models } from '../models.js';
import type { JobValues } from '../schema/job-schema.js';
import type {
  ImageProgram,
  JobSpec,
  ModelProgram,
  Mount,
  Program,
  RequestUpdate,
  Work,
} from '../workload.js';
import { requestOf } from './job-rules.js';

/*
 * Large workloads have many jobs that say little: what is the same for all is shared, and the keys of a job are always
 * set in one order, which keeps a million of them small and quick to read.
 */
const NO_ENV: Readonly<Record<string, string>> = Object.freeze({});
const NO_UPDATES: readonly RequestUpdate[] = Object.freeze([]);
const NO_MOUNTS: readonly Mount[] = Object.freeze([]);
const NO_COMMAND: readonly string[] = Object.freeze([]);
const UNKNOWN_WORK: Work = Object.freeze({ kind: 'unknown' });

/** The program of each built-in model, for a job that gives no parameter of it. */
const PLAIN_PROGRAMS: ReadonlyMap<string, ModelProgram> = new Map(
  models.map(({ name, defaultBatch }) => [name, modelProgram(name, defaultBatch)]),
);

/**
 * The job of valid keys, with defaults filled in (design 3).
 *
 * @param values keys in which `ruleFaults` finds nothing; else the result is meaningless.
 * @param position place among the jobs of the file, from 0.
 */
export function buildJob(values: JobValues, position: number): JobSpec {
  const cores = requestOf(values) ?? 1;
  return {
    id: values.id ?? defaultId(position),
    position,
    arrival: values.arrival ?? 0,
    work: workOf(values),
    cores,
    minCores: values.min_cores ?? 1,
    maxCores: values.max_cores,
    program: programOf(values),
    interOp: values.inter_op,
    intraOp: values.intra_op ?? cores,
    priority: values.priority ?? 0,
    memory:
      values.memory ?? (values.model === undefined ? undefined : findModel(values.model)?.defaultMemory),
    retries: values.retries ?? 0,
    timeout: values.timeout,
    env: values.env ?? NO_ENV,
    user: values.user,
    estimate: values.estimate,
    updates: values.updates === undefined ? NO_UPDATES : inTime(values.updates),
  };
}

/** The id of a job that gives none: by position, counted from 1. */
export function defaultId(position: number): string {
  return `job-${String(position + 1)}`;
}

/** Updates in the order in which they happen. */
export function inTime<T extends { readonly at: number }>(updates: readonly T[]): T[] {
  return updates.toSorted((a, b) => a.at - b.at);
}

function workOf({ duration, steps }: JobValues): Work {
  if (duration !== undefined) return { kind: 'duration', seconds: duration };
  return steps === undefined ? UNKNOWN_WORK : { kind: 'steps', steps };
}

function programOf(values: JobValues): Program {
  const { model, image } = values;
  if (image !== undefined) return imageProgram(image, values);
  const name = model ?? '';
  const { batch, seed, duty } = values;
  const plain = PLAIN_PROGRAMS.get(name);
  if (plain !== undefined && batch === undefined && seed === undefined && duty === undefined) return plain;
  return modelProgram(name, batch ?? findModel(name)?.defaultBatch, seed, duty);
}

function modelProgram(model: string, batch?: number, seed?: number, duty?: number): ModelProgram {
  return Object.freeze({ kind: 'model', model, batch, seed, duty });
}

function imageProgram(image: string, values: JobValues): ImageProgram {
  return {
    kind: 'image',
    image,
    command: values.command ?? NO_COMMAND,
    progress: values.progress ?? false,
    network: values.network ?? false,
    writable: values.writable ?? false,
    runAs: values.run_as,
    mounts: values.mounts ?? NO_MOUNTS,
  };
}
