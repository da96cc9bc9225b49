import { randomLogNormal } from 'd3-random';
import { seededRandom } from '../random/seeded.js';
import { buildJob } from '../workload/document/build-job.js';
import { LONGEST_TIME } from '../workload/schema/values.js';
import type { JobSpec, Workload } from '../workload/workload.js';
import { arrivalTimes } from './arrivals.js';
import { type Choice, DEFAULT_MODELS, type GeneratorSpec, type Lognormal } from './generator-spec.js';

const DEFAULT_LOAD = 0.7;
const DEFAULT_BURST = 8;
const DAY = 24 * 3600;
const DEFAULT_DURATIONS = { lognormal: { median: 20, sigma: 1 } };
/** Nobody waits for a training of no length. */
const LEAST_DURATION = 0.001;

/** What of a job is drawn before it is known when it arrives. */
interface Draft {
  readonly duration: number;
  readonly cores: number;
}

/**
 * A workload made by chance; the same spec and seed give the same one. Its jobs arrive at the rate at which their own work makes the
 * load that is asked for.
 */
export function generateWorkload(spec: GeneratorSpec, seed: number): Omit<Workload, 'file'> {
  const random = seededRandom(seed);
  const { cores, jobs: count, load = DEFAULT_LOAD, burst = DEFAULT_BURST, day = DAY } = spec;
  const durationOf = durationsOf(spec.durations ?? DEFAULT_DURATIONS, random);
  const requestOf = drawn(spec.requests ?? powersUpTo(cores), random);
  const drafts = Array.from({ length: count }, (): Draft => ({
    cores: Math.min(cores, requestOf()),
    duration: inMillis(durationOf()),
  }));
  const work = drafts.reduce((sum, draft) => sum + draft.duration * draft.cores, 0);
  const rate = (load * cores * count) / work;
  const times = arrivalTimes(spec.arrival ?? 'poisson', { jobs: count, rate, burst, day, random });
  const detail = detailsOf(spec, random);
  const jobs = drafts.map((draft, position): JobSpec =>
    buildJob({ ...draft, arrival: inMillis(times[position]!, 0), ...detail(draft) }, position),
  );
  return { name: nameOf(spec, seed), cores, jobs };
}

function nameOf({ jobs, arrival = 'poisson', load = DEFAULT_LOAD }: GeneratorSpec, seed: number): string {
  return `${jobs} jobs, ${arrival}, load ${load}, seed ${seed}`;
}

/** What else of a job is drawn, in an order of its own: the work of a seed does not depend on what is asked for beside it. */
function detailsOf(spec: GeneratorSpec, random: () => number) {
  const modelOf = drawn(spec.models ?? DEFAULT_MODELS, random);
  const priorityOf = spec.priorities === undefined ? undefined : drawn(spec.priorities, random);
  const { users, overestimate } = spec;
  return ({ duration }: Draft) => ({
    model: modelOf(),
    ...(priorityOf !== undefined && { priority: priorityOf() }),
    ...(users !== undefined && { user: `user-${1 + Math.floor(random() * users)}` }),
    ...(overestimate !== undefined && { estimate: inMillis(duration * (1 + overestimate * random())) }),
  });
}

function durationsOf(
  durations: { readonly lognormal: Lognormal } | Choice<number>,
  random: () => number,
): () => number {
  if (!('lognormal' in durations)) return drawn(durations, random);
  const { median, sigma } = durations.lognormal;
  return randomLogNormal.source(random)(Math.log(median), sigma);
}

function drawn<T>(choices: Choice<T>, random: () => number): () => T {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    let left = random() * total;
    return (choices.find(({ weight }) => (left -= weight) < 0) ?? choices.at(-1)!).value;
  };
}

function powersUpTo(cores: number): Choice<number> {
  const powers: { value: number; weight: number }[] = [];
  for (let value = 1; value <= cores; value *= 2) powers.push({ value, weight: 1 });
  return powers;
}

/** So that the file can be read by people, and reads as the same numbers; chance knows no longest time, a workload does. */
function inMillis(seconds: number, least = LEAST_DURATION): number {
  return Math.min(LONGEST_TIME, Math.max(least, Number(seconds.toFixed(3))));
}
