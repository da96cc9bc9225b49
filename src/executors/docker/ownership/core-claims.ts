import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type ProcessId } from '../host/process-life.js';

/** Cores of a host that a run says are its own. */
export interface CoreClaim {
  readonly run: string;
  readonly process: ProcessId;
  /** `all` under `--emulate`, whose quotas go over every core. */
  readonly cores: readonly number[] | 'all';
  /** `asking` while it looks at the claims of others. */
  readonly state: 'asking' | 'holding';
}

/** A claim and the file that it is in. */
export interface FiledClaim extends CoreClaim {
  readonly file: string;
}

const PREFIX = 'run-';

/**
 * Files a claim, in the place of the same run's earlier one. Each run has a file of its own, so that a dead run's can be
 * removed without touching another's.
 *
 * @throws the file system's error
 */
export function fileClaim(folder: string, claim: CoreClaim): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${PREFIX}${claim.run}.json`);
  const draft = join(folder, `.${claim.run}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600 });
  renameSync(draft, file);
  return file;
}

/** Takes a run's claim back; there need not be one. */
export function withdrawClaim(file: string): void {
  rmSync(file, { force: true });
}

/** The claims of runs that are not over. What dead ones left behind is removed. */
export function livingClaims(folder: string): readonly FiledClaim[] {
  const claims: FiledClaim[] = [];
  for (const claim of allClaims(folder)) {
    if (isAlive(claim.process)) claims.push(claim);
    else withdrawClaim(claim.file);
  }
  return claims;
}

/** The folders of claims below the one of all locks, one a daemon. */
export function claimFolders(folder: string): readonly string[] {
  return namesIn(folder).map((name) => join(folder, name));
}

/** Also those of runs that are over. */
export function allClaims(folder: string): readonly FiledClaim[] {
  return namesIn(folder)
    .filter((name) => name.startsWith(PREFIX))
    .flatMap((name) => {
      const file = join(folder, name);
      const claim = readClaim(file);
      return claim === undefined ? [] : [{ ...claim, file }];
    });
}

/** True when both want a core that is the same. */
export function claimsOverlap(a: CoreClaim['cores'], b: CoreClaim['cores']): boolean {
  if (a === 'all' || b === 'all') return true;
  return a.some((core) => b.includes(core));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Undefined when it is gone, or is no claim. */
function readClaim(file: string): CoreClaim | undefined {
  try {
    const claim = JSON.parse(readFileSync(file, 'utf8')) as Partial<CoreClaim> | null;
    const whole = claim?.run !== undefined && claim.process !== undefined && claim.cores !== undefined;
    return whole ? (claim as CoreClaim) : undefined;
  } catch {
    return undefined;
  }
}
