import { dirname, join, resolve } from 'node:path';
import type { Rules } from '../../driver/rules.js';
import { mountFolders } from '../../executors/docker/containers/mounts.js';
import { newRunId, runsFolder } from '../../log/run-folder.js';
import { chooseCores } from '../../planning/choose-cores.js';
import { imageOf, planJob } from '../../planning/plans.js';
import { missingSettings, profileMissing } from '../../planning/profile-missing.js';
import { unknownLengths } from '../../planning/unknown-lengths.js';
import { checkCapacity } from '../../workload/capacity.js';
import { InvalidWorkload } from '../../workload/problem.js';
import type { Workload } from '../../workload/workload.js';
import { connect } from '../docker/connect.js';
import { holdCores } from '../docker/hold-cores.js';
import type { Interruptible } from '../docker/interruptible.js';
import { executorOpener, planIn } from '../docker/open-executor.js';
import { checkGrants, checkMemory, checkMounts, findImages } from '../docker/preflight.js';
import { profileStores } from '../docker/profile-stores.js';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { begin } from './begin.js';
import { execute } from './execute.js';
import type { RunFlags } from './flags.js';
import { keepRun } from './run-file.js';
import { withLog } from './with-log.js';

export interface Replay extends Interruptible {
  readonly workload: Workload;
  readonly rules: Rules;
  readonly flags: RunFlags;
  readonly io: Io;
}

/**
 * One run on Docker, from the first look at the daemon to the tables: everything that can be refused is refused before there is a
 * container. Nothing of the run is left on the daemon when this resolves or rejects.
 */
export async function replay({
  workload,
  rules,
  flags,
  io,
  progress,
  interrupts,
}: Replay): Promise<ExitCode> {
  checkGrants(workload, flags.allow);
  const connection = await interrupts.unlessInterrupted(connect());
  const { client, host } = connection;
  const cores = chooseCores(flags, workload.cores, host);
  const capacity = cores.ids.length;
  const terms = { rules, capacity, threads: flags.threads };
  const problems = checkCapacity(workload, capacity);
  if (problems.length > 0) throw new InvalidWorkload(problems);
  checkMemory(workload, host);
  const run = newRunId(new Date(), Math.random);
  const folder = flags.out === undefined ? join(runsFolder(io.env), run) : resolve(flags.out);
  const workloadFolder = dirname(resolve(workload.file));
  const mounts = { workloadFolder, mountFolders: mountFolders(flags.allow, [workloadFolder]) };
  checkMounts(workload, host, { ...mounts, runFolder: folder });
  for (const sentence of host.hidden) progress.say(sentence);
  if (cores.emulated)
    progress.say(`emulating ${capacity} cores with CPU quotas on ${host.cores.length} of the host`);
  const pull = flags.pull === 'missing' ? (image: string) => progress.pull(image) : undefined;
  const images = await interrupts.unlessInterrupted(findImages(client, workload, pull));
  const around = { run, connection, cores, folder, flags, progress, env: io.env };
  const storeOf = profileStores(connection, images, io.env);
  // Before anything is measured: a folder that has the log of another run is refused.
  return withLog(folder, (log) =>
    holdCores({ ...around, signal: interrupts.signal }, async (lock) => {
      const open = executorOpener({ ...around, ...mounts, lock, seed: flags.seed });
      const missing = missingSettings(workload.jobs, (spec) => imageOf(spec, images.runner), storeOf);
      await profileMissing(missing, {
        ids: cores.ids,
        storeOf,
        open: (plans) => open(planIn(plans)),
        onProgress: (text) => progress.say(text),
        onCancelable: (cancel) => interrupts.use(cancel),
      }).catch((error: unknown) => {
        interrupts.signal.throwIfAborted();
        throw error;
      });
      interrupts.signal.throwIfAborted();
      const plans = workload.jobs.map((spec) =>
        planJob(spec, terms, images.runner, (setting) => storeOf(spec).speedOf(setting)),
      );
      const dedicated = new Map(plans.map((plan) => [plan.job, plan.dedicated]));
      for (const sentence of unknownLengths(rules.policy, workload.jobs, (spec) => dedicated.get(spec))) {
        progress.say(`note: ${sentence}`);
      }
      keepRun(folder, { ...mounts, run, daemon: host.daemon.id, workload, flags, coreIds: cores.ids, plans });
      const beginning = begin({ workload, rules, flags, host, cores, plans, run });
      return execute({ ...around, io, interrupts, plans, open, log }, beginning);
    }),
  );
}
