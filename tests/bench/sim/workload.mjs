/** Workloads of `npm run bench:sim`: the same numbers from the same seed, in memory. */

/**
 * Rigid jobs for 128 cores at a load of 0.9: 1 to 16 cores each, 1 to 21 seconds, arrivals of a Poisson process.
 * @returns JobSpec objects (src/workload/workload.ts)
 */
export function workload(count, seed = 1) {
  const random = generator(seed);
  const meanWork = 8.5 * 11;
  const gap = meanWork / (128 * 0.9);
  const jobs = [];
  let arrival = 0;
  for (let position = 0; position < count; position++) {
    arrival -= Math.log(1 - random()) * gap;
    jobs.push({
      id: `job-${position + 1}`,
      position,
      arrival,
      work: { kind: 'duration', seconds: 1 + 20 * random() },
      cores: 1 + Math.floor(16 * random()),
      minCores: 1,
      maxCores: undefined,
      program: { kind: 'model', model: 'spin' },
      interOp: 1,
      intraOp: 1,
      priority: Math.floor(10 * random()),
      retries: 0,
      env: {},
      updates: [],
    });
  }
  return jobs;
}

/** Numbers from 0 to 1 (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
