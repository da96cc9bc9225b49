import type { Rules } from '../../driver/rules.js';
import { type KnownJob, runOnDocker } from '../../driver/run-on-docker.js';
import type { DockerHost } from '../../executors/docker/host/host.js';
import type { ChosenCores } from '../../planning/choose-cores.js';
import type { PlannedJob } from '../../planning/plans.js';
import type { JobSpec, Workload } from '../../workload/workload.js';
import { version } from '../version.js';
import type { Beginning } from './execute.js';
import type { RunFlags } from './flags.js';

/** What a run is begun of. */
export interface NewRun {
  readonly workload: Workload;
  readonly rules: Rules;
  readonly flags: Pick<RunFlags, 'arm' | 'seed' | 'failFast'>;
  readonly host: DockerHost;
  readonly cores: ChosenCores;
  /** In file order. */
  readonly plans: readonly PlannedJob[];
  readonly run: string;
}

/** A run from its very beginning: its clock starts at 0. */
export function begin({ workload, rules, flags, host, cores, plans, run }: NewRun): Beginning {
  let arming = 0;
  return {
    past: [],
    at: 0,
    async ready(executor, armed) {
      arming = await executor.arm(firstToArrive(plans), flags.arm, armed);
    },
    go: (executor, recorder) =>
      runOnDocker({
        workload,
        rules,
        ids: cores.ids,
        seats: cores.seats,
        memory: host.memory,
        known: knownIn(plans),
        executor,
        startClock: () => executor.startClock(),
        recorder,
        header: {
          run,
          version: version(),
          created: new Date().toISOString(),
          host: describeHost(host),
          arming,
          config: { emulate: cores.emulated, seed: flags.seed },
        },
        failFast: flags.failFast === true,
      }),
  };
}

/** What the driver must know of each job, from its plan. */
export function knownIn(plans: readonly PlannedJob[]): (spec: JobSpec) => KnownJob {
  return ({ position }) => {
    const { steps, dedicated, memory = 0 } = plans[position]!;
    return { steps, dedicated, memory };
  };
}

/** The jobs in the order in which their containers are wanted. */
function firstToArrive(plans: readonly PlannedJob[]): string[] {
  return [...plans].sort((a, b) => a.job.arrival - b.job.arrival).map(({ job }) => job.id);
}

function describeHost({ daemon, cores, memory }: DockerHost): Record<string, string | number> {
  const { hostName, version: docker, kernel, system, cgroupVersion } = daemon;
  return { name: hostName, docker, kernel, system, cgroup: cgroupVersion, cores: cores.length, memory };
}
