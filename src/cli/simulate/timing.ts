import type { Simulation } from '../../driver/simulate.js';
import type { Overheads } from '../../executors/sim/sim-executor.js';
import { programOf } from '../../planning/program-of.js';
import { type KnownSpeeds, knownSpeeds } from '../../profile/known-speeds.js';
import { type HostProfile, latestProfile } from '../../profile/latest-profile.js';
import { medianOf } from '../../profile/median.js';
import { programKey } from '../../profile/setting.js';
import { profilesFolder } from '../../profile/store.js';
import { Bug } from '../../core/errors.js';
import type { JobSpec, Workload } from '../../workload/workload.js';
import { UsageError } from '../errors.js';
import { PROFILE, type SimulationFlags } from './flags.js';

/** How time passes in a simulation. */
export type Timing = Pick<Simulation, 'speedup' | 'overheads' | 'durationOf' | 'startupOf' | 'programOf'>;

/**
 * Settles how time passes, from what was measured where the flags ask for it.
 * @param env says where profiles are
 * @param tell takes a line for people
 * @throws UsageError where nothing was measured that would say it
 */
export function timingOf(
  { speedup, overheads }: SimulationFlags,
  { jobs }: Workload,
  env: Readonly<Record<string, string | undefined>>,
  tell: (line: string) => void,
): Timing {
  if (speedup !== PROFILE && overheads !== PROFILE) return { speedup, overheads, durationOf };
  const profile = latestProfile(profilesFolder(env));
  if (profile === undefined)
    throw new UsageError('nothing was measured on this host yet: run `tfsched profile` first');
  tell(
    `profile: of ${profile.written.toISOString().slice(0, 16).replace('T', ' ')} UTC, host ${profile.host}`,
  );
  const known = knownSpeeds(profile.cells);
  const measured = overheads === PROFILE ? overheadsOf(profile) : overheads;
  const startupOf = overheads === PROFILE ? startupsOf(known, jobs) : undefined;
  if (speedup !== PROFILE) return { speedup, overheads: measured, startupOf, durationOf };
  checkKnown(known, jobs);
  tellLimits(known, jobs, tell);
  return { ...speedupOf(known, jobs), overheads: measured, startupOf };
}

/** Seconds of work at the cores requested; a file with other work is refused when it is read. */
function durationOf(spec: JobSpec): number {
  if (spec.work.kind === 'duration') return spec.work.seconds;
  throw new Bug(`${spec.id} has no duration`);
}

function speedupOf(
  known: KnownSpeeds,
  jobs: readonly JobSpec[],
): Pick<Timing, 'speedup' | 'durationOf' | 'programOf'> {
  const settings = new Map(
    jobs.map((spec) => {
      const { setting } = programOf(spec);
      return [programKey(setting), setting];
    }),
  );
  const speedOf = (key: string, cores: number): number =>
    known.stepsPerSecond(settings.get(key)!, cores) ?? Number.NaN;
  const keyOf = (spec: JobSpec): string => programKey(programOf(spec).setting);
  return {
    speedup: { name: PROFILE, of: speedOf },
    programOf: keyOf,
    durationOf: (spec) =>
      spec.work.kind === 'steps' ? spec.work.steps / speedOf(keyOf(spec), spec.cores) : durationOf(spec),
  };
}

/** @throws UsageError naming each program that was not measured */
function checkKnown(known: KnownSpeeds, jobs: readonly JobSpec[]): void {
  const missing = new Set(
    jobs
      .map(programOf)
      .filter(({ setting }) => known.mostCores(setting) === 0)
      .map(({ name }) => name),
  );
  if (missing.size > 0)
    throw new UsageError(
      `no speed of ${[...missing].join(', ')} was measured on this host: run \`tfsched profile\` with the workload file first`,
    );
}

function tellLimits(known: KnownSpeeds, jobs: readonly JobSpec[], tell: (line: string) => void): void {
  const limits = new Map<string, number>();
  for (const spec of jobs) {
    const { name, setting } = programOf(spec);
    const most = known.mostCores(setting);
    if (spec.cores > most) limits.set(name, most);
  }
  for (const [name, most] of limits)
    tell(
      `note: ${name} was measured on ${most} ${most === 1 ? 'core' : 'cores'} at most: more are taken to bring nothing`,
    );
}

/** @throws UsageError */
function overheadsOf({ actions }: HostProfile): Overheads {
  const { start, pause, resume, resize } = actions;
  if (start.length === 0)
    throw new UsageError('no overheads were measured on this host: run `tfsched profile --overheads` first');
  return {
    start: medianOf(start),
    pause: medianOf(pause),
    resume: medianOf(resume),
    resize: medianOf(resize),
    startup: 0,
  };
}

/** Seconds of start-up of each job's program; one that was never measured has none, as by hand. */
function startupsOf(known: KnownSpeeds, jobs: readonly JobSpec[]): (spec: JobSpec) => number {
  const startups = jobs.map((spec) => known.startup(programOf(spec).setting, spec.cores) ?? 0);
  return ({ position }) => startups[position] ?? 0;
}
