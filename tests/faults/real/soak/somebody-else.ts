import {
  type ContainerSummary,
  type DockerClient,
  DockerError,
} from '../../../../src/executors/docker/daemon/client.js';
import { containerName, readLabels, RUN_LABEL } from '../../../../src/executors/docker/ownership/labels.js';
import type { LogRecord } from '../../../../src/log/records.js';
import { RunState } from '../../../docker/support/run-state.js';
import type { FaultKind } from './plan.js';

/** A fault that was made. */
export interface MadeFault {
  readonly kind: FaultKind;
  /** Of a container: whose it was, and what the log had confirmed of it by then. */
  readonly container?: {
    readonly id: string;
    readonly job: string;
    readonly attempt: number;
    readonly wasStarted: boolean;
  };
}

/** The containers that each kind is done to. */
const VICTIMS: Partial<Readonly<Record<FaultKind, readonly ContainerSummary['status'][]>>> = {
  'container killed': ['running', 'paused'],
  'container removed': ['running', 'paused'],
  'container paused': ['running'],
  'container resumed': ['paused'],
  'container resized': ['running', 'paused'],
};

/** One armed container in so many is a victim, where there are others. */
const ARMED = 0.2;

/**
 * Does to a container of a run what a person may do by hand; undefined where there is none to do it to.
 * @param records of the run by now
 */
export async function disturb(
  client: DockerClient,
  run: string,
  records: readonly LogRecord[],
  kind: FaultKind,
  pick: number,
): Promise<MadeFault | undefined> {
  const statuses = VICTIMS[kind] ?? [];
  const list = (await client.list(`${RUN_LABEL}=${run}`)).filter(({ status }) => statuses.includes(status));
  const started = startedOf(records);
  const of = (isStarted: boolean): ContainerSummary[] =>
    list.filter(({ name }) => started.has(name) === isStarted).sort((a, b) => (a.name < b.name ? -1 : 1));
  const [own, armed] = [of(true), of(false)];
  const isArmed = pick < ARMED || own.length === 0;
  const victims = isArmed && armed.length > 0 ? armed : own;
  const victim = victims[Math.floor(pick * 1e6) % victims.length];
  if (victim === undefined) return undefined;
  const { job, attempt = 0 } = readLabels(victim.labels);
  try {
    await doTo(client, victim.id, kind);
  } catch (error) {
    // It has ended meanwhile.
    if (error instanceof DockerError) return undefined;
    throw error;
  }
  return { kind, container: { id: victim.id, job, attempt, wasStarted: started.has(victim.name) } };

  function startedOf(all: readonly LogRecord[]): ReadonlySet<string> {
    const state = new RunState();
    const attempts = new Map<string, number>();
    for (const record of all) {
      state.apply(record);
      if (record.kind === 'intent') attempts.set(record.job, record.attempt);
    }
    const jobs = [...state.jobs].filter(([, { container }]) => container !== 'none');
    return new Set(jobs.map(([id]) => containerName(run, id, attempts.get(id) ?? 0)));
  }
}

async function doTo(client: DockerClient, id: string, kind: FaultKind): Promise<void> {
  switch (kind) {
    case 'container killed':
      return client.kill(id);
    case 'container removed':
      return client.remove(id);
    case 'container paused':
      return client.pause(id);
    case 'container resumed':
      return client.unpause(id);
    case 'container resized': {
      const { limits } = (await client.inspect(id)) ?? {};
      if (limits?.nanoCpus !== undefined) return client.update(id, { nanoCpus: limits.nanoCpus / 2 });
      return client.update(id, { cpuset: limits?.cpuset === '0' ? '1' : '0' });
    }
    default:
      throw new Error(`${kind} is not done to a container`);
  }
}
