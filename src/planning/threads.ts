import type { Rules } from '../driver/rules.js';
import type { Threads } from '../executors/docker/containers/runner-command.js';
import { findModel } from '../workload/models.js';
import type { JobSpec } from '../workload/workload.js';

/** `--threads`: as asked, elastic, or each where it belongs. */
export const THREAD_CHOICES = ['auto', 'exact', 'elastic'] as const;
export type ThreadChoice = (typeof THREAD_CHOICES)[number];

/** What the threads of a job depend on beside the job. */
export interface Terms {
  readonly rules: Rules;
  readonly capacity: number;
  readonly threads: ThreadChoice;
}

/**
 * Threads of a job's program (design 6): as asked where its cores stay what they are; where the mode or its user may resize it, an
 * elastic intra-op pool as large as the most cores that it may get.
 */
export function threadsOf(spec: JobSpec, terms: Terms): Threads {
  const most = mostCores(spec, terms);
  const isElastic = terms.threads === 'elastic' || (terms.threads === 'auto' && most !== undefined);
  return isElastic ? elasticThreads(spec, most ?? spec.cores) : exactThreads(spec);
}

/** Pools as the job asks for them. */
export function exactThreads({ interOp, intraOp }: Pick<JobSpec, 'interOp' | 'intraOp'>): Threads {
  return { inter: interOp ?? 1, intra: intraOp, elastic: false };
}

/**
 * An elastic pool for up to `most` cores. Threads that do not spin are slow to wake for the next operation, which other operations
 * that run at the same time make up for: so there are as many inter-op threads, unless the program has nothing to do for them.
 */
export function elasticThreads(
  { interOp, program }: Pick<JobSpec, 'interOp' | 'program'>,
  most: number,
): Threads {
  const isSequential = program.kind === 'model' && findModel(program.model)?.isSequential === true;
  return { inter: interOp ?? (isSequential ? 1 : most), intra: most, elastic: true };
}

/** undefined where the job is never resized. */
function mostCores(spec: JobSpec, { rules, capacity }: Terms): number | undefined {
  const asked = Math.max(spec.cores, ...spec.updates.map(({ cores }) => cores));
  switch (rules.realloc?.resizes) {
    case 'up_to_max':
      return spec.maxCores ?? capacity;
    case 'up_to_request':
      return asked;
    case 'never':
      return spec.updates.length > 0 ? asked : undefined;
    case undefined:
      return undefined;
  }
}
