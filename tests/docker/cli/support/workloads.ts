/** Three short jobs that queue on 2 cores; a step is 10 ms of CPU time. */
export const SPINS = `
name: spins
cores: 2
defaults: { model: spin, cores: 1 }
jobs:
  - { id: a, steps: 25 }
  - { id: b, steps: 25, cores: 2, priority: 1 }
  - { id: c, steps: 25, arrival: 50ms, priority: 3 }
`;

/** On 2 cores: one job ends seconds before another, which is left with fewer cores than it asked for; two take turns with a third. */
export const UNEVEN = `
name: uneven
cores: 2
defaults: { model: spin, cores: 1 }
jobs:
  - { id: short, steps: 25 }
  - { id: long, steps: 200, cores: 2 }
  - { id: waits, steps: 25 }
`;

/** Runs until it is stopped; one job runs, one waits, one does not come. */
export const ENDLESS = `
name: endless
cores: 2
defaults: { model: spin, cores: 1 }
jobs:
  - { id: runs, steps: 1000000 }
  - { id: waits, steps: 1000000, cores: 2 }
  - { id: comes, steps: 1, arrival: 1000h }
`;

/** So many short jobs. */
export function shortJobs(count: number, prefix: string): string {
  const jobs = Array.from({ length: count }, (_, index) => `  - { id: ${prefix}${index} }`);
  return `cores: 2\ndefaults: { model: spin, cores: 1, steps: 2 }\njobs:\n${jobs.join('\n')}\n`;
}
