import type { PolicyModule } from '../policies/policy-module.js';
import type { JobSpec } from '../workload/workload.js';
import { namedJobs } from './named-jobs.js';

/**
 * What a policy that goes by the length of jobs does not know of them, or may know wrongly, in sentences.
 * @param dedicatedOf start-up and duration alone at the requested cores, seconds; undefined where it is not known
 */
export function unknownLengths(
  { name, needs }: PolicyModule,
  jobs: readonly JobSpec[],
  dedicatedOf: (spec: JobSpec) => number | undefined,
): readonly string[] {
  if (needs === undefined) return [];
  const unknown = jobs.filter((spec) => dedicatedOf(spec) === undefined && spec.estimate === undefined);
  const sentences = [];
  if (unknown.length > 0) {
    const taken = needs === 'estimate' ? 'never to end' : 'to be the longest';
    sentences.push(`${name} does not know how long ${namedJobs(unknown)} will take: taken ${taken}`);
  }
  if (needs === 'estimate') sentences.push(...estimateErrors(name, jobs, dedicatedOf));
  return sentences;
}

function estimateErrors(
  name: string,
  jobs: readonly JobSpec[],
  dedicatedOf: (spec: JobSpec) => number | undefined,
): readonly string[] {
  const factors = jobs.flatMap((spec) => {
    const dedicated = dedicatedOf(spec);
    return spec.estimate === undefined || dedicated === undefined
      ? []
      : [{ spec, factor: spec.estimate / dedicated }];
  });
  if (factors.length === 0) return [];
  const ascending = factors.map(({ factor }) => factor).sort((a, b) => a - b);
  const [least, middle, most] = [0, Math.floor((ascending.length - 1) / 2), ascending.length - 1].map(
    (place) => ascending[place]!.toPrecision(3),
  );
  const short = factors.filter(({ factor }) => factor < 1).map(({ spec }) => spec);
  return [
    `estimates are ${least} to ${most} times the dedicated time, the middle one ${middle}`,
    ...(short.length === 0
      ? []
      : [
          `the estimate of ${namedJobs(short)} is too short: what ${name} promises to others may not be kept`,
        ]),
  ];
}
