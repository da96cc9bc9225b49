import type { JobPlan } from '../executors/docker/containers/container-spec.js';
import type { Setting } from '../profile/setting.js';
import { type Speed, stepsFor } from '../profile/speed.js';
import type { JobSpec } from '../workload/workload.js';
import { programOf } from './program-of.js';
import { exactThreads, type Terms, threadsOf } from './threads.js';

/**
 * In what a job's duration is measured: at its requested cores with the threads that it asks for. Not with those that it gets: a file
 * is the same work in every mode (design 2). undefined for a program that does not train for a number of steps.
 */
export function settingOf(spec: JobSpec): Setting | undefined {
  const { setting, progress } = programOf(spec);
  return progress ? { ...setting, cores: spec.cores, ...exactThreads(spec) } : undefined;
}

/** The tag of the image that a job runs in: the runner's for a built-in model. */
export function imageOf({ program }: JobSpec, runnerImage: string): string {
  return program.kind === 'model' ? runnerImage : program.image;
}

/** A job's plan and what its reports need. */
export interface PlannedJob extends JobPlan {
  /** Start-up and duration alone at the requested cores, seconds, as far as it is known. */
  readonly dedicated: number | undefined;
}

/** Settles how a job is run: image, steps, threads, memory. */
export function planJob(
  spec: JobSpec,
  terms: Terms,
  runnerImage: string,
  speedOf: (setting: Setting, spec: JobSpec) => Speed | undefined,
): PlannedJob {
  const setting = settingOf(spec);
  const speed = setting === undefined ? undefined : speedOf(setting, spec);
  return {
    job: spec,
    image: imageOf(spec, runnerImage),
    threads: threadsOf(spec, terms),
    memory: spec.memory,
    ...workOf(spec, speed),
  };
}

function workOf({ work }: JobSpec, speed: Speed | undefined): Pick<PlannedJob, 'steps' | 'dedicated'> {
  switch (work.kind) {
    case 'steps':
      return {
        steps: work.steps,
        dedicated: speed === undefined ? undefined : speed.startup + work.steps / speed.stepsPerSecond,
      };
    case 'duration':
      // Without a profile the duration is the dedicated time that its user declares (design 3).
      if (speed === undefined) return { steps: undefined, dedicated: work.seconds };
      return { steps: stepsFor(work.seconds, speed), dedicated: speed.startup + work.seconds };
    case 'unknown':
      return { steps: undefined, dedicated: undefined };
  }
}
