import type { Rules } from '../../driver/rules.js';
import { runOnDocker } from '../../driver/run-on-docker.js';
import type { DockerHost } from '../../executors/docker/host.js';
import { createFold } from '../../metrics/fold.js';
import type { ChosenCores } from '../../planning/choose-cores.js';
import type { PlannedJob } from '../../planning/plans.js';
import type { Workload } from '../../workload/workload.js';
import { EXIT, type ExitCode, firstThatApplies } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printReport } from '../options/report.js';
import { openLog, teeRecorder } from '../run-log.js';
import { version } from '../version.js';
import type { RunFlags } from './flags.js';
import type { Interrupts } from './interrupts.js';
import type { OpenExecutor } from './open-executor.js';
import type { Progress } from './progress.js';

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
  readonly progress: Progress;
}

/** Arms, runs, cleans up and reports. */
export async function execute(prepared: PreparedRun): Promise<ExitCode> {
  const { workload, rules, flags, io, interrupts, host, cores, plans, open, run, folder, progress } =
    prepared;
  const fold = createFold();
  const log = openLog(folder);
  let limit: NodeJS.Timeout | undefined;
  try {
    const executor = await open(run, plans);
    interrupts.use((reason) => executor.cancel(reason));
    try {
      const arming = await executor.arm(firstToArrive(plans), flags.arm, (armed, of) =>
        progress.arming(armed, of),
      );
      interrupts.signal.throwIfAborted();
      if (flags.timeLimit !== undefined) {
        limit = setTimeout(() => executor.cancel('time limit'), flags.timeLimit * 1000);
      }
      const finished = runOnDocker({
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
        recorder: teeRecorder(log, fold, progress.view),
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
      await Promise.race([finished, interrupts.atOnce]);
    } finally {
      clearTimeout(limit);
      progress.end();
      await executor.close();
    }
  } finally {
    await log.close();
  }
  const report = fold.report();
  printReport(report, flags, io);
  progress.say(`log: ${folder}`);
  const unfinished = report.summary.failed + report.summary.cancelled > 0;
  return firstThatApplies([interrupts.code ?? EXIT.ok, unfinished ? EXIT.jobFailed : EXIT.ok]);
}

function firstToArrive(plans: readonly PlannedJob[]): string[] {
  return [...plans].sort((a, b) => a.job.arrival - b.job.arrival).map(({ job }) => job.id);
}

function describeHost({ daemon, cores, memory }: DockerHost): Record<string, string | number> {
  const { hostName, version: docker, kernel, system, cgroupVersion } = daemon;
  return { name: hostName, docker, kernel, system, cgroup: cgroupVersion, cores: cores.length, memory };
}
