import type { Simulation } from '../../driver/simulate.js';
import type { Overheads } from '../../executors/sim/sim-executor.js';
import { programOf } from '../../planning/program-of.js';
import { type KnownSpeeds, knownSpeeds } from '../../profile/known-speeds.js';
import { type HostProfile, latestProfile } from '../../profile/latest-profile.js';
import { reportOverheads } from '../../profile/profile-report.js';
import { coresText, programKey } from '../../profile/setting.js';
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
  return { ...speedupOf(known), overheads: measured, startupOf };
}

/** Seconds of work at the cores requested; a file with other work is refused when it is read. */
function durationOf(spec: JobSpec): number {
  if (spec.work.kind === 'duration') return spec.work.seconds;
  throw new Bug(`${spec.id} has no duration`);
}

function speedupOf(known: KnownSpeeds): Pick<Timing, 'speedup' | 'durationOf' | 'programOf'> {
  const speedOf = (key: string, cores: number): number => known.stepsPerSecond(key, cores) ?? Number.NaN;
  return {
    speedup: { name: PROFILE, of: speedOf },
    programOf: keyOf,
    durationOf: (spec) =>
      spec.work.kind === 'steps' ? spec.work.steps / speedOf(keyOf(spec), spec.cores) : durationOf(spec),
  };
}

/** What speeds of a job's program are known by. */
function keyOf(spec: JobSpec): string {
  return programKey(programOf(spec).setting);
}

/** @throws UsageError naming each program that was not measured */
function checkKnown(known: KnownSpeeds, jobs: readonly JobSpec[]): void {
  const missing = new Set(
    jobs.filter((spec) => known.mostCores(keyOf(spec)) === 0).map((spec) => programOf(spec).name),
  );
  if (missing.size > 0)
    throw new UsageError(
      `no speed of ${[...missing].join(', ')} was measured on this host: run \`tfsched profile\` with the workload file first`,
    );
}

function tellLimits(known: KnownSpeeds, jobs: readonly JobSpec[], tell: (line: string) => void): void {
  const limits = new Map<string, number>();
  for (const spec of jobs) {
    const most = known.mostCores(keyOf(spec));
    if (spec.cores > most) limits.set(programOf(spec).name, most);
  }
  for (const [name, most] of limits)
    tell(`note: ${name} was measured on ${coresText(most)} at most: more are taken to bring nothing`);
}

/** @throws UsageError */
function overheadsOf({ actions }: HostProfile): Overheads {
  const { start, pause, resume, resize } = reportOverheads(actions);
  if (start === null)
    throw new UsageError('no overheads were measured on this host: run `tfsched profile --overheads` first');
  // On a single core nothing is resized.
  return { start, pause: pause ?? 0, resume: resume ?? 0, resize: resize ?? 0, startup: 0 };
}

/** Seconds of start-up of each job's program; one that was never measured has none, as by hand. */
function startupsOf(known: KnownSpeeds, jobs: readonly JobSpec[]): (spec: JobSpec) => number {
  const startups = jobs.map((spec) => known.startup(keyOf(spec), spec.cores) ?? 0);
  return ({ position }) => startups[position] ?? 0;
}
