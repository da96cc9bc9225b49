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
  return { host: hostname(), boot: bootId(), pid: process.pid, began: beganAt(process.pid) };
}

/** False only when it is certain that the process is over: one of another host is taken to live. */
export function isAlive(id: ProcessId): boolean {
  if (id.host !== hostname()) return true;
  if (id.boot !== bootId()) return false;
  try {
    process.kill(id.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return id.began === beganAt(id.pid);
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** Field 22 of stat, counted behind the name: that is in brackets and may hold anything. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
