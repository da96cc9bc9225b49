import { expect, it } from '@jest/globals';
import { sandbox } from './support/tfsched.js';

const { file, tfsched } = sandbox();
file('w.yaml', 'cores: 2\njobs:\n  - { duration: 2, cores: 1, model: spin }\n');

it.each([
  ['-p fcfs --quantum 5', '--quantum has no effect: it goes with --policy rr or --policy mlfq'],
  ['-p rr --aging 1', '--aging has no effect: it goes with --policy prio'],
  ['-p rr --preemptive', '--preemptive has no effect: it goes with --policy prio'],
  ['-p prio --victim longest_run', '--victim has no effect: it goes with --preemptive'],
  ['-p prio --preempt-exempt 1s', '--preempt-exempt has no effect: it goes with --preemptive'],
  ['-p prio --aging-interval 1s', '--aging-interval has no effect: it goes with --preemptive'],
  ['-p none -r strict', '--realloc has no effect: under --policy none jobs are held to no cores'],
])('a flag without an effect is told, not refused: %s', async (flags, note) => {
  const { code, stdout, stderr } = await tfsched(`simulate w.yaml ${flags}`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `note: ${note}\n` });
  expect(stdout).toContain('makespan');
});

it('says nothing of flags that have an effect', async () => {
  const { stderr } = await tfsched('simulate w.yaml -p prio --preemptive --victim longest_run --aging 1');
  expect(stderr).toBe('');
});
