import { recoverRun } from '../../driver/resume-on-docker.js';
import { nameCores } from '../../executors/docker/ownership/core-lock.js';
import type { LogRecord } from '../../log/records.js';
import { lockRun } from '../../log/run-lock.js';
import { chooseCores } from '../../planning/choose-cores.js';
import type { PlannedJob } from '../../planning/plans.js';
import type { Workload } from '../../workload/workload.js';
import { connect, type Connection } from '../docker/connect.js';
import type { DockerFlags } from '../docker/flags.js';
import { holdCores } from '../docker/hold-cores.js';
import type { Interruptible } from '../docker/interruptible.js';
import { executorOpener } from '../docker/open-executor.js';
import { DockerMissing, UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { loadInput } from '../input.js';
import type { Io } from '../io.js';
import { rulesOf } from '../options/scheduling.js';
import { begin, knownIn } from '../run/begin.js';
import { type Beginning, execute } from '../run/execute.js';
import type { OnExit, RunFlags } from '../run/flags.js';
import { type KeptRun, readKeptRun } from '../run/run-file.js';
import { withLogFrom } from '../run/with-log.js';
import { goOn } from './go-on.js';
import { offsetAfter, readPastLog } from './past-log.js';

/** The flags of `resume`, as commander hands them over. */
export interface ResumeFlags
  extends Pick<RunFlags, 'format' | 'width' | 'html'>, Pick<DockerFlags, 'wait' | 'share'> {
  readonly quiet?: boolean;
  readonly onExit: OnExit;
}

export interface Resumption extends Interruptible {
  /** The run's. */
  readonly folder: string;
  readonly flags: ResumeFlags;
  readonly io: Io;
}

/**
 * Goes on with a run whose tfsched is gone (design 5.3), under the rules and on the cores that it was begun with.
 * @throws RunGoesOn, LogReadError, UsageError where it is over
 */
export async function resume(resumption: Resumption): Promise<ExitCode> {
  const { folder, interrupts } = resumption;
  // Before anything else: of two that come at the same time, one is refused.
  const kept = readKeptRun(folder);
  const unlock = lockRun(folder);
  try {
    const records = await readPastLog(folder);
    if (records.at(-1)?.kind === 'end')
      throw new UsageError(`run ${kept.run} is over: \`tfsched report ${folder}\` prints how it went`);
    const connection = await interrupts.unlessInterrupted(connect());
    if (connection.host.daemon.id !== kept.daemon)
      throw new DockerMissing(
        `run ${kept.run} was begun on another Docker daemon: set DOCKER_HOST to that of ${hostOf(records)}`,
      );
    return await goOnWith({ ...resumption, kept, records, connection });
  } finally {
    unlock();
  }
}

interface Known extends Resumption {
  readonly kept: KeptRun;
  /** All of its log. */
  readonly records: readonly LogRecord[];
  readonly connection: Connection;
}

async function goOnWith(known: Known): Promise<ExitCode> {
  const { folder, flags, io, progress, interrupts, kept, records, connection } = known;
  const { host } = connection;
  const { run } = kept;
  const cores = chooseCores(kept.flags, kept.coreIds.length, host);
  if (cores.ids.join() !== kept.coreIds.join())
    throw new DockerMissing(
      `run ${run} was begun on ${nameCores(kept.coreIds)}, and this host gives ${nameCores(cores.ids)}`,
    );
  const rules = await rulesOf(kept.flags, () => undefined);
  const workload = await keptWorkload(kept);
  const plans = kept.plansOf(workload.jobs);
  await checkImages(connection, plans);
  const around = {
    run,
    connection,
    cores,
    folder,
    progress,
    env: io.env,
    flags: { ...kept.flags, ...flags },
  };

  const beginning = (): Beginning => {
    // A run that was killed before its clock began is begun again, in the same folder.
    if (records.filter(({ kind }) => kind === 'job').length < workload.jobs.length)
      return anew(begin({ workload, rules, flags: kept.flags, host, cores, plans, run }));
    const { ids, seats } = cores;
    const terms = { workload, rules, ids, seats, memory: host.memory, known: knownIn(plans) };
    const recovered = recoverRun(records, terms);
    progress.recall(records.slice(0, recovered.kept), recovered.at);
    return goOn({ records, recovered, rules, flags: kept.flags });
  };

  return holdCores({ ...around, signal: interrupts.signal }, async (lock) => {
    const resumes = records.filter(({ kind }) => kind === 'resumed').length + 1;
    const mounts = { workloadFolder: kept.workload.folder, mountFolders: kept.flags.allow.folders };
    const open = executorOpener({ ...around, ...mounts, lock, seed: kept.flags.seed, resumes });
    const begun = beginning();
    return withLogFrom(folder, offsetAfter(folder, begun.past.length), (log) =>
      execute({ ...around, io, interrupts, plans, open, log }, begun),
    );
  });
}

/** Nothing was dispatched: what is there is armed at most, and is removed. */
function anew(beginning: Beginning): Beginning {
  return {
    ...beginning,
    async ready(executor, armed) {
      await executor.adopt([], { at: 0, toldOf: () => undefined });
      await beginning.ready(executor, armed);
    },
  };
}

async function keptWorkload({ workloadFile, workload, coreIds }: KeptRun): Promise<Workload> {
  const loaded = await loadInput(workloadFile, { capacity: coreIds.length }, () => undefined);
  const { file, name } = workload;
  return { ...loaded, file, ...(name !== undefined && { name }) };
}

/** @throws DockerMissing */
async function checkImages({ client }: Connection, plans: readonly PlannedJob[]): Promise<void> {
  for (const image of new Set(plans.map((plan) => plan.image))) {
    if ((await client.image(image)) === undefined)
      throw new DockerMissing(
        `the image ${image} that the run was begun with is gone: build or pull it again`,
      );
  }
}

function hostOf([header]: readonly LogRecord[]): string {
  return header?.kind === 'run' ? String(header.host?.name ?? 'that host') : 'that host';
}
