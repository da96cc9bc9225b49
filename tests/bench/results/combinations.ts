/** What `npm run results` runs: the flags of each combination, in the order of the page. */
export const combinations: readonly string[] = [
  ...modes('--policy fcfs'),
  ...modes('--policy prio'),
  ...modes('--policy rr --quantum 5'),
  ...['longest_run', 'smallest_request', 'lowest_priority'].flatMap((victim) =>
    modes(`--policy prio --preemptive --victim ${victim}`),
  ),
  '--policy prio --aging 0.2 --realloc strict',
  ...modes('--policy prio --preemptive --aging 0.1'),
  '--policy prio --preemptive --preempt-exempt 5 --realloc max_prop',
  '--policy none',
];

function modes(rules: string): string[] {
  return ['strict', 'max_prop', 'always_attend'].map((mode) => `${rules} --realloc ${mode}`);
}
