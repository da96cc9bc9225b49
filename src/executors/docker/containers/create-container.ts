import { DockerError, type ContainerSpec } from '../daemon/client.js';
import { usedSoFar } from '../host/cpu-accounting.js';
import { containerCgroup, groupsOf } from '../host/kernel-cgroup.js';
import { LogFile } from '../output/log-file.js';
import { Output } from '../output/output.js';
import type { ProgramEvent } from '../output/protocol.js';
import { RUN_LABEL } from '../ownership/labels.js';
import { containerSpec, type JobPlan } from './container-spec.js';
import { JobContainer } from './container.js';
import { jobLogFile, jobOutFolder, makeJobFolders } from './job-folders.js';
import { bindsOf } from './mounts.js';
import { attach } from './streams.js';
import type { Workshop } from './workshop.js';

/** Bytes of a job's log. */
const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * A container of an attempt, armed: its first process waits for a line. Without a shell (`armed` false) it is created and
 * not started.
 *
 * @throws DockerError, MountRefused, or the file system's error; what was made by then is removed
 */
export async function createContainer(
  workshop: Workshop,
  plan: JobPlan,
  attempt: number,
  armed: boolean,
): Promise<JobContainer> {
  const { context, origin, runFolder, folders, cgroups } = workshop;
  const { id: job } = plan.job;
  const image = await workshop.imageOf(plan);
  await makeJobFolders(runFolder, job);
  const { workloadFolder, mountFolders = [] } = context;
  // At each container anew: what a path leads to may have changed since the run began.
  const mounts = bindsOf(plan.job, { workloadFolder, mountFolders, runFolder });
  const slot = cgroups?.parents.take();
  const spec = containerSpec(plan, image, context, {
    attempt,
    armed,
    outFolder: folders === 'hidden' ? undefined : jobOutFolder(runFolder, job),
    relabelOut: folders === 'relabel',
    mounts,
    cgroupParent: slot === undefined ? undefined : cgroups?.parents.nameOf(slot),
    origin,
  });
  let id: string;
  try {
    id = await createAnew(workshop, spec);
  } catch (error) {
    if (slot !== undefined) cgroups?.parents.giveBack(slot, cgroups.parents.usedIn(slot));
    throw error;
  }
  const container = new JobContainer({ id, plan, attempt, armed, slot }, (own) => outputOf(workshop, own));
  workshop.fleet.add(container);
  try {
    await attach(workshop, container);
    if (armed) {
      await workshop.client.start(id);
      await findCgroup(workshop, container);
    }
    return container;
  } catch (error) {
    await discard(workshop, container);
    throw error;
  }
}

/** So often a container of the same name may be in the way: each try may have made one and been told that it failed. */
const MOST_IN_THE_WAY = 3;

/** Creates it; a container of that name that an earlier try left behind makes room first. */
async function createAnew({ client, fleet }: Workshop, spec: ContainerSpec): Promise<string> {
  for (let removed = 0; ; removed++) {
    try {
      return await client.create(spec);
    } catch (error) {
      const isTaken = error instanceof DockerError && error.status === 409;
      if (!isTaken || removed === MOST_IN_THE_WAY) throw error;
      const other = await client.inspect(spec.name);
      const isLeft = other !== undefined && other.labels[RUN_LABEL] === spec.labels[RUN_LABEL];
      if (!isLeft || fleet.get(other.id) !== undefined) throw error;
      await client.remove(other.id);
    }
  }
}

/** Looks up where the kernel accounts for it. What cannot be found out stays unknown. */
export async function findCgroup(workshop: Workshop, container: JobContainer): Promise<void> {
  const { client, cgroups } = workshop;
  if (cgroups === undefined) return;
  const state = await client.inspect(container.id);
  if (state === undefined || state.pid === 0) return;
  container.cgroup = containerCgroup(cgroups.mounts, groupsOf(state.pid), container.id);
}

/** Forgets a container that came to nothing and removes it. @throws DockerError */
export async function discard(workshop: Workshop, container: JobContainer): Promise<void> {
  retire(workshop, container);
  container.cutOff();
  await workshop.client.remove(container.id);
}

/** It is over: its slot is free for another, and events of it are of no interest. */
export function retire(workshop: Workshop, container: JobContainer): void {
  if (container.stage === 'ended') return;
  container.end();
  workshop.fleet.retire(container);
  const { slot, cgroup } = container;
  if (slot !== undefined) workshop.cgroups?.parents.giveBack(slot, usedSoFar(cgroup));
}

/** What an earlier tfsched has told of an attempt's program. */
export interface Told {
  readonly ready: boolean;
  readonly step: number;
  readonly done: boolean;
}

/** What an earlier tfsched knew of a container's output. */
export interface PastOutput {
  readonly told: Told | undefined;
  /** So much of it is in its log already, and more than the daemon can be asked for again; 0 where all of it is asked for. */
  readonly bytes: number;
}

const NO_PAST: PastOutput = { told: undefined, bytes: 0 };

/** Takes what a container writes: to its log, and to the queue of notices. */
export function outputOf(
  workshop: Workshop,
  container: JobContainer,
  { told, bytes }: PastOutput = NO_PAST,
): Output {
  const { queue } = workshop;
  const { attempt, armed, plan } = container;
  const { id: job, program } = plan.job;
  const options = {
    log: new LogFile(jobLogFile(workshop.runFolder, job, attempt), LOG_LIMIT, bytes),
    before: bytes,
    marks: armed && bytes === 0,
    protocol: program.kind === 'model' || program.progress,
    now: () => queue.now(),
  };
  return new Output(options, {
    marked: () => container.marked(queue.now()),
    program: (event) => {
      if (isNews(event, told)) queue.notice({ kind: 'program', job, attempt, ...event });
    },
    lostLog: (text) => queue.notice({ kind: 'note', level: 'warning', text, job }),
  });
}

/** What is asked for again is not told again. */
function isNews({ event, step }: ProgramEvent, told: Told | undefined): boolean {
  if (told === undefined) return true;
  if (event === 'progress') return step > told.step;
  return !told[event];
}
