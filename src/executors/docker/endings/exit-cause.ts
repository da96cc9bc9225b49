import type { Exit } from '../../../core/facts.js';

/** What is known of a container's end. */
export interface End {
  readonly code: number;
  readonly outOfMemory: boolean;
  /** We ordered it. */
  readonly killed: boolean;
  /** The last signal that somebody else sent. */
  readonly foreignSignal: string | undefined;
  /** The container itself is gone, and not by us. */
  readonly removed: boolean;
  /** The daemon stopped or was restarted at that time. */
  readonly daemonStopped: boolean;
  /** What Docker says of it; empty where it has nothing to say. */
  readonly error: string;
}

/** Exit codes of programs that a signal ended, as a daemon that stops sends it; and Docker's own for "unknown". */
const ENDED_BY_SIGNAL: ReadonlySet<number> = new Set([137, 143, 255]);

/** True when a code may stand for a signal that the program did not send to itself. */
export function endedBySignal(code: number): boolean {
  return ENDED_BY_SIGNAL.has(code);
}

/** Says in the engine's words how an attempt ended, and whether Docker or the host did it (design 5.3). */
export function exitOf(end: End): Exit {
  const { code } = end;
  if (end.killed) return { code, reason: undefined, lost: false };
  const signalled = end.foreignSignal !== undefined || endedBySignal(code);
  if (end.daemonStopped && signalled && !end.outOfMemory)
    return { code: code || 137, reason: 'the Docker daemon stopped', lost: true };
  return { code, reason: reasonOf(end), lost: false };
}

function reasonOf(end: End): string | undefined {
  if (end.removed) return 'removed by someone else';
  if (end.code === 0) return undefined;
  if (end.outOfMemory) return 'out of memory';
  if (end.foreignSignal !== undefined) return `ended by someone else (signal ${end.foreignSignal})`;
  return end.error === '' ? undefined : end.error;
}
