import type { JobSpec } from '../../../workload/workload.js';

/** What a job's file may ask for and only `--allow` gives (design 5.1). */
export type Grant = 'network' | 'writable' | 'user' | 'mounts';

/** Every grant, in the order in which help texts list them. */
export const grants: readonly Grant[] = ['network', 'writable', 'user', 'mounts'];

/** What the command line gives. */
export interface Allowance {
  readonly grants: ReadonlySet<Grant>;
  /** Mounts may lie in the workload's own folder. */
  readonly ownFolder: boolean;
  /** Other folders of this machine that mounts may lie in. */
  readonly folders: readonly string[];
}

/** Nothing at all. */
export const NOTHING_ALLOWED: Allowance = { grants: new Set(), ownFolder: false, folders: [] };

/** The grants that a job's file asks for. */
export function grantsAsked(job: JobSpec): readonly Grant[] {
  const { program } = job;
  if (program.kind === 'model') return [];
  const asked: Readonly<Record<Grant, boolean>> = {
    network: program.network,
    writable: program.writable,
    user: program.runAs !== undefined,
    mounts: program.mounts.length > 0,
  };
  return grants.filter((grant) => asked[grant]);
}

/** What the file asks for and the command line does not give: such a job must not be run. */
export function grantsMissing(job: JobSpec, given: ReadonlySet<Grant>): readonly Grant[] {
  return grantsAsked(job).filter((grant) => !given.has(grant));
}
