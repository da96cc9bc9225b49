import { hostname, userInfo } from 'node:os';
import { thisProcess } from '../host/process-life.js';
import type { Owner, RunOrigin } from './labels.js';

/** The user that this process runs as. */
export function thisOwner(): Owner {
  return { uid: userInfo().uid, host: hostname() };
}

export function isSameOwner(a: Owner, b: Owner): boolean {
  return a.uid === b.uid && a.host === b.host;
}

/** What the containers that this process makes for a run are labelled with. */
export function originOf(folder: string): RunOrigin {
  return { owner: thisOwner(), process: thisProcess(), folder };
}
