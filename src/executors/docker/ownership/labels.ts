import { parseProcessId, type ProcessId } from '../host/process-life.js';

/** Labels of every container of ours. What does not carry the first of them is never touched. */
export const RUN_LABEL = 'tfsched.run';
const JOB_LABEL = 'tfsched.job';
const ATTEMPT_LABEL = 'tfsched.attempt';
const OWNER_LABEL = 'tfsched.owner';
const PROCESS_LABEL = 'tfsched.process';
const FOLDER_LABEL = 'tfsched.folder';

/** Whose run it is: a user of a host. */
export interface Owner {
  readonly uid: number;
  readonly host: string;
}

/** What made a run's containers. The process of a run that was resumed is another one than its old containers tell. */
export interface RunOrigin {
  readonly owner: Owner;
  readonly process: ProcessId;
  /** The run's folder, absolute. */
  readonly folder: string;
}

/** What the labels of a container tell; undefined where one is missing or says nothing that we would have written. */
export interface ToldByLabels {
  readonly run: string | undefined;
  readonly job: string;
  readonly attempt: number | undefined;
  readonly owner: Owner | undefined;
  readonly process: ProcessId | undefined;
  readonly folder: string | undefined;
}

/** The name of a container (design 5.1). */
export function containerName(run: string, job: string, attempt: number): string {
  return `tfsched-${run}-${job}-${attempt}`;
}

/** The labels of a container of an attempt. */
export function containerLabels(
  run: string,
  job: string,
  attempt: number,
  { owner, process, folder }: RunOrigin,
): Readonly<Record<string, string>> {
  const { host, boot, pid, began } = process;
  return {
    [RUN_LABEL]: run,
    [JOB_LABEL]: job,
    [ATTEMPT_LABEL]: String(attempt),
    [OWNER_LABEL]: `${owner.uid}@${owner.host}`,
    [PROCESS_LABEL]: JSON.stringify({ host, boot, pid, began }),
    [FOLDER_LABEL]: folder,
  };
}

/** Files and groups are named after runs, so what is no id of a run must not come near them. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;

/** Whoever may talk to the daemon may write labels, so nothing is taken for granted. */
export function readLabels(labels: Readonly<Record<string, string>>): ToldByLabels {
  const attempt = Number(labels[ATTEMPT_LABEL]);
  return {
    run: RUN_ID.exec(labels[RUN_LABEL] ?? '')?.[0],
    job: labels[JOB_LABEL] ?? '',
    attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : undefined,
    owner: readOwner(labels[OWNER_LABEL] ?? ''),
    process: parseProcessId(labels[PROCESS_LABEL] ?? ''),
    folder: labels[FOLDER_LABEL]?.startsWith('/') === true ? labels[FOLDER_LABEL] : undefined,
  };
}

function readOwner(text: string): Owner | undefined {
  const [, uid, host] = /^(-?\d{1,10})@(.+)$/.exec(text) ?? [];
  return uid === undefined || host === undefined ? undefined : { uid: Number(uid), host };
}
