import type { RunRecorder } from '../../driver/drive.js';
import type { DockerExecutor } from '../../executors/docker/executor.js';
import { RUN_LABEL } from '../../executors/docker/ownership/labels.js';
import { LogWriteError } from '../../log/errors.js';
import type { LogRecord, Recorder } from '../../log/records.js';
import type { LogWriter } from '../../log/writer.js';
import { createFold } from '../../metrics/fold.js';
import { createRunDetails } from '../../metrics/run-details.js';
import type { PlannedJob } from '../../planning/plans.js';
import type { Interrupts } from '../docker/interrupts.js';
import { type OpenExecutor, planIn } from '../docker/open-executor.js';
import type { Progress } from '../docker/progress.js';
import { WriteError } from '../errors.js';
import { EXIT, type ExitCode, firstThatApplies } from '../exit-codes.js';
import { explainError } from '../explain-error.js';
import type { Io } from '../io.js';
import { printReport } from '../options/report.js';
import { teeRecorder } from '../run-log.js';
import { writePage } from '../write-page.js';
import type { RunFlags } from './flags.js';

/** How a run begins, or goes on. */
export interface Beginning {
  /** What its log holds already. */
  readonly past: readonly LogRecord[];
  /** Seconds on the run's clock of the last of it. */
  readonly at: number;
  /** Brings the containers to where the clock can start. */
  ready(executor: DockerExecutor, armed: (armed: number, of: number) => void): Promise<void>;
  /** From the start of the clock to the end. */
  go(executor: DockerExecutor, recorder: RunRecorder): Promise<void>;
}

/** A run that is settled but for its clock. */
export interface PreparedRun {
  readonly flags: Pick<RunFlags, 'format' | 'width' | 'html' | 'timeLimit' | 'onExit'>;
  readonly io: Io;
  readonly interrupts: Interrupts;
  /** In file order. */
  readonly plans: readonly PlannedJob[];
  readonly open: OpenExecutor;
  readonly run: string;
  readonly folder: string;
  /** Of this run; all of `past` is in it. */
  readonly log: LogWriter;
  readonly progress: Progress;
}

/**
 * Arms, runs, cleans up and reports, also what there is of a run that was interrupted or whose log could not be written.
 * @throws Interrupted where a signal came before the clock was started
 */
export async function execute(prepared: PreparedRun, beginning: Beginning): Promise<ExitCode> {
  const { flags, io, interrupts, log, folder, progress } = prepared;
  const fold = createFold();
  const details = flags.html === undefined ? undefined : createRunDetails();
  const observers = details === undefined ? [fold] : [fold, details];
  for (const record of beginning.past) for (const observer of observers) observer.append(record);
  const codes: ExitCode[] = [];
  try {
    codes.push(await runAndCleanUp(prepared, beginning, observers));
    await log.close();
  } catch (error) {
    // The figures are in the memory: what a full disk has not taken is still told.
    if (!(error instanceof LogWriteError)) throw error;
    codes.push(explainError(error, io));
  }
  const report = fold.report();
  printReport(report, flags, io);
  progress.say(`log: ${folder}`);
  if (flags.html !== undefined && details !== undefined) {
    try {
      await writePage({ report, ...details.details() }, flags.html, io, (line) => progress.say(line));
    } catch (error) {
      // `report --html` can make it again: how the run went is still told.
      if (!(error instanceof WriteError)) throw error;
      codes.push(explainError(error, io));
    }
  }
  if (interrupts.code !== undefined) codes.push(interrupts.code);
  if (report.summary.failed + report.summary.cancelled > 0) codes.push(EXIT.jobFailed);
  return firstThatApplies(codes);
}

/**
 * Nothing of the run is left on the daemon when this resolves or rejects, unless it does not let go, which is told, or a signal was to
 * leave it there.
 */
async function runAndCleanUp(
  prepared: PreparedRun,
  beginning: Beginning,
  observers: readonly Recorder[],
): Promise<ExitCode> {
  const { flags, interrupts, plans, open, run, log, progress } = prepared;
  const executor = await open(planIn(plans));
  let limit: NodeJS.Timeout | undefined;
  try {
    await interrupts.unlessInterrupted(
      beginning.ready(executor, (armed, of) => {
        if (!interrupts.signal.aborted) progress.arming(armed, of);
      }),
    );
    obeySignals(executor, prepared);
    if (flags.timeLimit !== undefined) {
      const milliseconds = Math.max(0, flags.timeLimit - beginning.at) * 1000;
      limit = setTimeout(() => executor.cancel('time limit'), Math.min(milliseconds, LONGEST_TIMER));
    }
    const recorder = teeRecorder(log, ...observers, progress.view);
    await Promise.race([beginning.go(executor, recorder), interrupts.atOnce]);
  } finally {
    clearTimeout(limit);
    progress.end();
    await executor.close();
    const { leftovers, daemonGone } = executor;
    if (leftovers.length > 0)
      progress.warn(`warning: these containers could not be removed: ${leftovers.join(', ')}`);
    else if (daemonGone)
      progress.warn(`warning: containers with the label ${RUN_LABEL}=${run} may be left on the daemon`);
  }
  return executor.daemonGone ? EXIT.dockerMissing : EXIT.ok;
}

function obeySignals(executor: DockerExecutor, { flags, interrupts, folder }: PreparedRun): void {
  const { onExit } = flags;
  if (onExit === 'stop') {
    interrupts.use((reason) => executor.cancel(reason));
    return;
  }
  const how = onExit === 'keep' ? 'leaving the containers as they are' : 'pausing the containers';
  interrupts.use((reason) => executor.leave(onExit, reason), {
    first: `${how}; go on with \`tfsched resume ${folder}\``,
    second: 'leaving at once',
  });
}

/** setTimeout takes no more; milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;
