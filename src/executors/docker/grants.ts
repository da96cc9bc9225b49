import type { JobSpec } from '../../workload/workload.js';

/** What a job's file may ask for and only `--allow` gives (design 5.1). */
export type Grant = 'network' | 'writable' | 'user' | 'mounts';

/** Every grant, in the order in which help texts list them. */
export const grants: readonly Grant[] = ['network', 'writable', 'user', 'mounts'];

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
