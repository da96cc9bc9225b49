import type { Rules } from '../driver/rules.js';
import type { Threads } from '../executors/docker/runner-command.js';
import type { JobSpec } from '../workload/workload.js';

/**
 * Threads of a job's program (design 6): as asked where its cores stay what they are; where the mode or its user may resize it, an
 * elastic intra-op pool as large as the most cores that it may get.
 */
export function threadsOf(spec: JobSpec, rules: Rules, capacity: number): Threads {
  const most = mostCores(spec, rules, capacity);
  if (most === undefined) return { inter: spec.interOp, intra: spec.intraOp, elastic: false };
  return { inter: spec.interOp, intra: Math.max(most, 1), elastic: true };
}

/** undefined where the job is never resized. */
function mostCores(spec: JobSpec, rules: Rules, capacity: number): number | undefined {
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
