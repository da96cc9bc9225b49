import { watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatCpuset } from '../daemon/cpuset.js';
import { thisProcess } from '../host/process-life.js';
import {
  claimFolders,
  claimsOverlap,
  fileClaim,
  livingClaims,
  withdrawClaim,
  type CoreClaim,
  type FiledClaim,
} from './core-claims.js';

/** What a run does when another one has a core that it wants: `--wait`, `--share`, or neither. */
export type LockMode = 'refuse' | 'wait' | 'share';

export interface LockOptions {
  /** Where the locks of all daemons are: a folder that stays the same for a user, whatever the session. */
  readonly folder: string;
  /** The daemon's id. */
  readonly daemon: string;
  readonly run: string;
  readonly cores: readonly number[] | 'all';
  readonly mode: LockMode;
  /** Told once for each run that is waited for. */
  readonly onWait?: ((holder: CoreClaim) => void) | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/** Cores that a run has, to itself unless it shares them. */
export interface CoreLock {
  /** No other run is let onto these cores before it is released. */
  readonly exclusive: boolean;
  /** The other runs that had some of these cores when it was taken. */
  readonly sharedWith: readonly CoreClaim[];
  /** The runs on the daemon that are not over, this one among them. */
  livingRuns(): readonly CoreClaim[];
  /** Safe to call twice. */
  release(): void;
}

/** Another run has a core that is wanted. */
export class CoresTaken extends Error {
  override readonly name = 'CoresTaken';

  constructor(readonly holder: FiledClaim) {
    super(
      `run ${holder.run} (process ${holder.process.pid} on ${holder.process.host}) has ${nameCores(holder.cores)}: ` +
        `wait for it with --wait, share with --share, or choose others with --cpus ` +
        `(if that run is over, remove ${holder.file})`,
    );
  }
}

/** The text for a person. */
export function nameCores(cores: CoreClaim['cores']): string {
  if (cores === 'all') return 'all cores';
  return `${cores.length === 1 ? 'core' : 'cores'} ${formatCpuset(cores)}`;
}

/**
 * Locks cores against other runs on the same daemon (design 5.2). Two runs that ask at the same time see each other, as each
 * files its claim before it looks; then both step back for a moment of random length.
 *
 * @throws CoresTaken, the signal's reason, or the file system's error
 */
export async function lockCores(options: LockOptions): Promise<CoreLock> {
  const { run, cores, mode, onWait, signal } = options;
  const folder = claimFolder(options.folder, options.daemon);
  const claim = { run, process: thisProcess(), cores };
  const told = new Set<string>();
  for (;;) {
    signal?.throwIfAborted();
    const file = fileClaim(folder, { ...claim, state: mode === 'share' ? 'holding' : 'asking' });
    const others = livingClaims(folder).filter(
      (other) => other.run !== run && claimsOverlap(other.cores, cores),
    );
    if (others.length === 0 || mode === 'share') {
      fileClaim(folder, { ...claim, state: 'holding' });
      return {
        exclusive: mode !== 'share',
        sharedWith: others,
        livingRuns: () => livingClaims(folder),
        release: () => withdrawClaim(file),
      };
    }
    withdrawClaim(file);
    const holder = others.find((other) => other.state === 'holding');
    if (holder === undefined) {
      await pause(5 + Math.random() * 45, signal);
      continue;
    }
    if (mode === 'refuse') throw new CoresTaken(holder);
    if (!told.has(holder.run)) onWait?.(holder);
    told.add(holder.run);
    await leaveOf(holder, signal);
  }
}

/** The claims of the runs on a daemon that are not over. */
export function runsOn(folder: string, daemon: string): readonly CoreClaim[] {
  return livingClaims(claimFolder(folder, daemon));
}

/** The claims of the runs on all other daemons that are not over. */
export function runsOnOthers(folder: string, daemon: string): readonly CoreClaim[] {
  const own = claimFolder(folder, daemon);
  return claimFolders(folder)
    .filter((other) => other !== own)
    .flatMap((other) => livingClaims(other));
}

/** Where the claims of the runs on a daemon are, below the folder of all locks. */
export function claimFolder(folder: string, daemon: string): string {
  return join(folder, daemon.replaceAll(/[^A-Za-z0-9_.-]/g, '_') || 'unknown');
}

/** A run that is killed leaves its file as it is, so nothing tells of it: looked for so often, in milliseconds. */
const DEATH_CHECK = 1000;

/** Until the holder's claim changes, or for a while. Claims of others that wait come and go, and are none of our business. */
async function leaveOf(holder: FiledClaim, signal: AbortSignal | undefined): Promise<void> {
  const stop = new AbortController();
  const changed = new Promise<void>((resolve) => {
    const watcher = watch(dirname(holder.file), { signal: stop.signal }, (_, name) => {
      if (name === basename(holder.file)) resolve();
    });
    watcher.on('error', () => undefined);
  });
  try {
    await Promise.race([changed, pause(DEATH_CHECK, signal, stop.signal)]);
  } finally {
    stop.abort();
  }
}

/** Rejects with the signal's reason; `quiet` only ends it. */
function pause(milliseconds: number, signal: AbortSignal | undefined, quiet?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      resolve();
    }
    function aborted(): void {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    }
    signal?.addEventListener('abort', aborted, { once: true });
    quiet?.addEventListener('abort', done, { once: true });
  });
}
