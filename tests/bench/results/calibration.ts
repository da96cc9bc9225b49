import type { Overheads } from '../../../src/executors/sim/sim-executor.js';
import type { Speedup } from '../../../src/executors/sim/speedup.js';
import type { RunReport } from '../../../src/metrics/report.js';

/** What the simulator is told of this machine before it predicts. */
export interface Calibration {
  readonly overheads: Overheads;
  readonly speedup: Speedup;
  /** Seconds of service of a model beside its training: imports, building, and the end of its process. */
  startupOf(model: string): number;
}

/**
 * Reads the figures off a run of probe.yaml: each model alone, on one core and on two.
 * @param stepsPerSecond of a model on so many cores, as the profile has it
 */
export function calibrate(
  probe: RunReport,
  stepsPerSecond: (model: string, cores: number) => number,
): Calibration {
  const { actions } = probe.summary;
  const aside = new Map<string, number>();
  for (const job of probe.jobs) {
    if (job.cores === 1) aside.set(job.model, job.service - (job.steps ?? 0) / stepsPerSecond(job.model, 1));
  }
  return {
    overheads: {
      start: actions.start.mean ?? 0,
      pause: actions.pause.mean ?? 0.02,
      resume: actions.resume.mean ?? 0.02,
      resize: actions.resize.mean ?? 0.02,
      startup: 0,
    },
    speedup: (model, cores) => interpolated(cores, stepsPerSecond(model, 1), stepsPerSecond(model, 2)),
    startupOf: (model) => aside.get(model) ?? 0,
  };
}

/** In proportion below one core, on a line between one and two. */
function interpolated(cores: number, onOne: number, onTwo: number): number {
  return cores < 1 ? cores * onOne : onOne + (cores - 1) * (onTwo - onOne);
}
