import { randomExponential, randomGeometric } from 'd3-random';

/** What the times of arrival depend on. */
export interface ArrivalTerms {
  readonly jobs: number;
  /** Jobs that arrive in a second, on average. */
  readonly rate: number;
  /** Jobs of a burst on average. */
  readonly burst: number;
  /** Seconds of a day. */
  readonly day: number;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
}

/** Ascending times, in seconds from the start; as many as there are jobs. */
type ArrivalProcess = (terms: ArrivalTerms) => readonly number[];

/** Between its quietest and its busiest time of day, the rate goes from a fifth to nine fifths of its mean. */
const SWING = 0.8;
/** Seconds. */
const SHORTEST_DAY = 0.001;

const PROCESSES = {
  /** Independent of each other: exponential gaps. */
  poisson({ jobs, rate, random }) {
    const gap = randomExponential.source(random)(rate);
    return ascending(jobs, gap);
  },
  /** Bursts of jobs that arrive together; their sizes are geometric, the gaps between them exponential. */
  bursty({ jobs, rate, burst, random }) {
    const gap = randomExponential.source(random)(rate / burst);
    const size = randomGeometric.source(random)(1 / burst);
    const times: number[] = [];
    for (let at = 0; times.length < jobs; at += gap()) {
      for (let left = size(); left > 0 && times.length < jobs; left--) times.push(at);
    }
    return times;
  },
  /**
   * The rate goes up and down with the time of day, as a sine: a Poisson process that is thinned out.
   * Source: P. A. W. Lewis, G. S. Shedler, Simulation of nonhomogeneous Poisson processes by thinning, 1979.
   */
  daily({ jobs, rate, day: given, random }) {
    // Within a shorter day nothing could be told apart, and the sine of its times is no number.
    const day = Math.max(given, SHORTEST_DAY);
    const most = rate * (1 + SWING);
    const gap = randomExponential.source(random)(most);
    const times: number[] = [];
    for (let at = 0; times.length < jobs; at += gap()) {
      const now = rate * (1 - SWING * Math.cos((2 * Math.PI * at) / day));
      if (random() < now / most) times.push(at);
    }
    return times;
  },
} satisfies Record<string, ArrivalProcess>;

/** How jobs arrive: one entry each. */
export type ArrivalName = keyof typeof PROCESSES;
export const arrivalNames = Object.keys(PROCESSES) as [ArrivalName, ...ArrivalName[]];

export function arrivalTimes(name: ArrivalName, terms: ArrivalTerms): readonly number[] {
  return PROCESSES[name](terms);
}

function ascending(count: number, gap: () => number): number[] {
  let at = 0;
  return Array.from({ length: count }, (_, index) => (index === 0 ? at : (at += gap())));
}
