import type { Rules } from '../../driver/rules.js';
import { runOnDocker } from '../../driver/run-on-docker.js';
import type { DockerExecutor } from '../../executors/docker/executor.js';
import type { DockerHost } from '../../executors/docker/host.js';
import { LogWriteError } from '../../log/errors.js';
import type { Recorder } from '../../log/records.js';
import type { LogWriter } from '../../log/writer.js';
import { RUN_LABEL } from '../../executors/docker/labels.js';
import { createFold } from '../../metrics/fold.js';
import { createRunDetails } from '../../metrics/run-details.js';
import type { ChosenCores } from '../../planning/choose-cores.js';
import type { PlannedJob } from '../../planning/plans.js';
import type { Workload } from '../../workload/workload.js';
import { WriteError } from '../errors.js';
import { explainError } from '../explain-error.js';
import { EXIT, type ExitCode, firstThatApplies } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printReport } from '../options/report.js';
import { teeRecorder } from '../run-log.js';
import { version } from '../version.js';
import { writePage } from '../write-page.js';
import type { RunFlags } from './flags.js';
import type { Interrupts } from '../docker/interrupts.js';
import { type OpenExecutor, planIn } from '../docker/open-executor.js';
import type { Progress } from '../docker/progress.js';

/** A run that is settled but for its clock. */
export interface PreparedRun {
  readonly workload: Workload;
  readonly rules: Rules;
  readonly flags: RunFlags;
  readonly io: Io;
  readonly interrupts: Interrupts;
  readonly host: DockerHost;
  readonly cores: ChosenCores;
  /** In file order. */
  readonly plans: readonly PlannedJob[];
  readonly open: OpenExecutor;
  readonly run: string;
  readonly folder: string;
  /** Of this run, empty yet. */
  readonly log: LogWriter;
  readonly progress: Progress;
}

/**
 * Arms, runs, cleans up and reports, also what there is of a run that was interrupted or whose log could not be written.
 * @throws Interrupted where a signal came before the clock was started
 */
export async function execute(prepared: PreparedRun): Promise<ExitCode> {
  const { flags, io, interrupts, log, folder, progress } = prepared;
  const fold = createFold();
  const details = flags.html === undefined ? undefined : createRunDetails();
  const codes: ExitCode[] = [];
  try {
    codes.push(await runAndCleanUp(prepared, details === undefined ? [fold] : [fold, details]));
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

/** Nothing of the run is left on the daemon when this resolves or rejects, unless it does not let go: that is told. */
async function runAndCleanUp(prepared: PreparedRun, observers: readonly Recorder[]): Promise<ExitCode> {
  const { flags, interrupts, plans, open, run, progress } = prepared;
  const executor = await open(planIn(plans));
  let limit: NodeJS.Timeout | undefined;
  try {
    const arming = await interrupts.unlessInterrupted(
      executor.arm(firstToArrive(plans), flags.arm, (armed, of) => {
        if (!interrupts.signal.aborted) progress.arming(armed, of);
      }),
    );
    interrupts.use((reason) => executor.cancel(reason));
    if (flags.timeLimit !== undefined) {
      const milliseconds = Math.min(flags.timeLimit * 1000, LONGEST_TIMER);
      limit = setTimeout(() => executor.cancel('time limit'), milliseconds);
    }
    await Promise.race([runOn(executor, arming, prepared, observers), interrupts.atOnce]);
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

/** setTimeout takes no more; milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

function runOn(
  executor: DockerExecutor,
  arming: number,
  prepared: PreparedRun,
  observers: readonly Recorder[],
): Promise<void> {
  const { workload, rules, flags, host, cores, plans, run, log, progress } = prepared;
  return runOnDocker({
    workload,
    rules,
    ids: cores.ids,
    seats: cores.seats,
    memory: host.memory,
    known: ({ position }) => {
      const { steps, dedicated, memory = 0 } = plans[position]!;
      return { steps, dedicated, memory };
    },
    executor,
    startClock: () => executor.startClock(),
    recorder: teeRecorder(log, ...observers, progress.view),
    header: {
      run,
      version: version(),
      created: new Date().toISOString(),
      host: describeHost(host),
      arming,
      config: { emulate: cores.emulated, seed: flags.seed },
    },
    failFast: flags.failFast === true,
  });
}

function firstToArrive(plans: readonly PlannedJob[]): string[] {
  return [...plans].sort((a, b) => a.job.arrival - b.job.arrival).map(({ job }) => job.id);
}

function describeHost({ daemon, cores, memory }: DockerHost): Record<string, string | number> {
  const { hostName, version: docker, kernel, system, cgroupVersion } = daemon;
  return { name: hostName, docker, kernel, system, cgroup: cgroupVersion, cores: cores.length, memory };
}
