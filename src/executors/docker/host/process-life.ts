import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Which process it is: a pid alone may have been given to another one since. */
export interface ProcessId {
  readonly host: string;
  /** Differs from one boot of the host to the next; empty where the system does not say. */
  readonly boot: string;
  readonly pid: number;
  /** When it began, in ticks since the boot; empty where the system does not say. */
  readonly began: string;
}

/** This very process. */
export function thisProcess(): ProcessId {
  return { host: hostname(), boot: bootId(), pid: process.pid, began: statOf(process.pid)?.began ?? '' };
}

/** What `JSON.stringify` made of a process; undefined for anything else. */
export function parseProcessId(text: string): ProcessId | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { host, boot, pid, began } = (value ?? {}) as Partial<Record<keyof ProcessId, unknown>>;
  const isWhole =
    typeof host === 'string' &&
    typeof boot === 'string' &&
    typeof began === 'string' &&
    typeof pid === 'number' &&
    Number.isSafeInteger(pid) &&
    pid > 0;
  return isWhole ? { host, boot, pid, began } : undefined;
}

/** `hidden`: it is a process of another host. */
export type Life = 'alive' | 'over' | 'hidden';

/** Whether a process is over, as far as it can be seen from here. */
export function lifeOf(id: ProcessId): Life {
  if (id.host !== hostname()) return 'hidden';
  if (id.boot !== bootId()) return 'over';
  try {
    process.kill(id.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'over';
  }
  const stat = statOf(id.pid);
  // Where others' processes are hidden (hidepid), that there is one of this number is all that can be known.
  if (stat === undefined) return 'alive';
  return stat.began === id.began && !stat.dead ? 'alive' : 'over';
}

/** False only when it is certain that the process is over: one of another host is taken to live. */
export function isAlive(id: ProcessId): boolean {
  return lifeOf(id) !== 'over';
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

interface Stat {
  readonly began: string;
  /** Killed, and its parent has not asked for its exit code yet: perhaps it never will. */
  readonly dead: boolean;
}

/** Fields 3 and 22 of stat, counted behind the name: that is in brackets and may hold anything. */
function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { began: fields[19] ?? '', dead: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}
