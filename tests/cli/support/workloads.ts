/** On 2 cores: b waits for a, and c for b unless it may overtake. */
export const SMALL = `
name: small
cores: 2
defaults: { model: spin, cores: 1 }
jobs:
  - { id: a, duration: 2s }
  - { id: b, duration: 3s, cores: 2 }
  - { id: c, duration: 1s, arrival: 1s, priority: 3 }
`;

/** The second of its jobs takes longer than it may. */
export const TIMED_OUT = `
cores: 2
jobs:
  - { id: quick, model: spin, cores: 1, duration: 1s }
  - { id: slow, model: spin, cores: 1, duration: 5s, timeout: 2s }
`;

/** So many jobs, as JSON lines. */
export function manyJobs(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ id: `j${index}`, model: 'spin', arrival: index, duration: 2, cores: 1 + (index % 4) }),
  ).join('\n');
}
