import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobOutFolder } from '../../../../src/executors/docker/containers/job-folders.js';
import type { LogRecord } from '../../../../src/log/records.js';
import type { JobReport, RunReport } from '../../../../src/metrics/report.js';
import type { FaultKind, PlannedJob } from './plan.js';
import type { MadeFault } from './somebody-else.js';
import { WITNESS } from './witness.js';

/** A run that is over, and what was done to it. */
export interface Judged {
  readonly jobs: readonly PlannedJob[];
  readonly made: readonly MadeFault[];
  readonly runFolder: string;
  readonly records: readonly LogRecord[];
  readonly report: Pick<RunReport, 'jobs'>;
}

type Exited = Extract<LogRecord, { kind: 'exited' }>;

/** Why an attempt fails, by what was done to its container (docs/reliability.md). */
const REASONS: Partial<Readonly<Record<FaultKind, readonly string[]>>> = {
  'container killed': ['ended by someone else (signal 9)'],
  // Docker kills what it is to remove, and tells that first.
  'container removed': ['removed by someone else', 'ended by someone else (signal 9)'],
};

/** What is not as docs/reliability.md says, a sentence each: every job done, or failed by exactly what was done to it. */
export function wrongEnds(run: Judged): readonly string[] {
  return run.jobs.flatMap((planned) => {
    const job = run.report.jobs.find(({ id }) => id === planned.id);
    if (job === undefined) return [`${planned.id} is lost`];
    const exits = run.records.filter(
      (record): record is Exited => record.kind === 'exited' && record.job === planned.id,
    );
    const faults = run.made.filter(({ container }) => container?.job === planned.id);
    const wrong = [
      ...wrongEnd(planned, job, exits),
      ...wrongExits(exits, faults, run.made),
      ...unheard(exits, faults),
      ...wrongWitness(run.runFolder, planned, job, exits),
    ];
    return wrong.map((what) => `${planned.id} ${what}`);
  });
}

function wrongEnd(planned: PlannedJob, job: JobReport, exits: readonly Exited[]): string[] {
  const whole = exits.filter(({ code }) => code === 0).length;
  const failures = exits.filter(({ code, lost }) => code !== 0 && lost !== true).length;
  const wrong = [];
  if (whole > 1) wrong.push(`ran to its end ${whole} times`);
  if (job.attempts > exits.length) wrong.push(`has ${job.attempts} attempts and ${exits.length} exits`);
  if (job.state === 'done') {
    if (whole !== 1 || job.exit_code !== 0) wrong.push(`is done and ended with ${job.exit_code}`);
    if (planned.steps !== undefined && job.steps !== planned.steps)
      wrong.push(`is done with ${job.steps} steps of ${planned.steps}`);
    if (failures > planned.retries) wrong.push(`is done after ${failures} failures`);
  } else if (job.state === 'cancelled') wrong.push('is cancelled');
  else if (failures !== planned.retries + 1 || whole > 0)
    wrong.push(`has failed (${job.reason ?? job.exit_code}) after ${failures} failures`);
  return wrong;
}

/** Ends that nothing that was done accounts for. */
function wrongExits(
  exits: readonly Exited[],
  faults: readonly MadeFault[],
  all: readonly MadeFault[],
): string[] {
  const isDaemonRestarted = all.some(({ kind }) => kind === 'daemon restarted');
  const wasAway = all.some(({ kind }) => kind.startsWith('tfsched'));
  return exits
    .filter(({ code, attempt, reason, lost }) => {
      if (code === 0) return false;
      const own = faults.filter(({ container }) => container?.attempt === attempt);
      // While no tfsched is there, a kill cannot be told from the daemon's end.
      const mayBeLost = isDaemonRestarted || (wasAway && own.some(({ kind }) => kind === 'container killed'));
      if (lost === true) return !mayBeLost;
      return own.every(({ kind }) => REASONS[kind]?.includes(reason ?? '') !== true);
    })
    .map(({ attempt, code, reason }) => `ended attempt ${attempt} with ${code} (${reason ?? 'no reason'})`);
}

/** What was done to a program that ran, and nothing came of it. */
function unheard(exits: readonly Exited[], faults: readonly MadeFault[]): string[] {
  return faults
    .filter(
      ({ kind, container }) =>
        REASONS[kind] !== undefined &&
        container?.wasStarted === true &&
        exits.every(({ attempt }) => attempt !== container.attempt),
    )
    .map(({ kind }) => `has no exit of its ${kind}`);
}

/** What the programs themselves have written down. */
function wrongWitness(
  runFolder: string,
  { id, steps }: PlannedJob,
  job: JobReport,
  exits: readonly Exited[],
): string[] {
  if (steps !== undefined) return [];
  const lines = linesOf(join(jobOutFolder(runFolder, id), WITNESS.file));
  const count = (word: string): number => lines.filter((line) => line === word).length;
  const [begun, over] = [count(WITNESS.begun), count(WITNESS.over)];
  const due = job.state === 'done' ? 1 : 0;
  // What ends with 0 while the daemon stops may have obeyed its signal, and is not known to be done.
  const most = due + exits.filter(({ lost }) => lost === true).length;
  return [
    ...(begun <= job.attempts ? [] : [`began ${begun} times in ${job.attempts} attempts`]),
    ...(over >= due && over <= most ? [] : [`is ${job.state} and came to its end ${over} times`]),
  ];
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
