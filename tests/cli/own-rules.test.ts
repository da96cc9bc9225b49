import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../src/metrics/report.js';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, tfsched } = sandbox();
beforeAll(() => void file('w.yaml', SMALL));

describe('a policy from a file', () => {
  it('schedules like one that is built in', async () => {
    policy('longest', 'compare: (a, b) => b.request - a.request || a.arrivalRank - b.arrivalRank');
    const { code, stdout } = await tfsched('simulate w.yaml --policy ./longest.mjs --json');
    const { config, jobs } = JSON.parse(stdout) as RunReport;
    expect(config).toMatchObject({ policy: 'longest', realloc: 'strict' });
    expect(jobs.map(({ id, started_at }) => [id, started_at])).toEqual([
      ['a', 3],
      ['b', 0],
      ['c', 3],
    ]);
    expect(code).toBe(0);
  });

  it('takes the flags that it names', async () => {
    file(
      'turns.mjs',
      `export default { name: 'turns', options: ['quantum'],
         create: ({ quantum }) => ({ name: 'turns', quantum, compare: (a, b) => a.queueRank - b.queueRank }) };`,
    );
    const own = await tfsched('simulate w.yaml -p turns.mjs -q 1 --csv');
    expect(own).toEqual(await tfsched('simulate w.yaml -p rr -q 1 --csv'));
    const useless = await tfsched('simulate w.yaml -p turns.mjs --aging 1');
    expect(useless.code).toBe(0);
    expect(useless.stderr).toBe('note: --aging has no effect: it goes with --policy prio\n');
  });

  it.each([
    ['throws', `compare() { throw new Error('I give up'); }`, /^error: throws: I give up\n$/],
    ['nan', 'compare: () => NaN', /^error: nan: compare gives NaN instead of a number\n$/],
    [
      'writer',
      'compare: (a, b) => (a.request = 1) && 0',
      /^error: writer: writes request of \S+, and a policy may only read jobs\n$/,
    ],
    ['hasty', 'quantum: 0.0005, compare: () => 0', /^error: hasty: quantum must be .* 0\.001 or more\n$/],
    ['undecided', 'compare: () => undefined', /^error: undecided: compare gives undefined/],
    ['mute', 'order: 1', /^error: mute: create\(\) must give \{ compare/],
    ['everywhere', 'compare: () => 1', /^error: everywhere: /],
    [
      'pushy',
      `compare: (a, b) => a.arrivalRank - b.arrivalRank,
       preemption: { exemption: 0, yields: () => true, overtakes: () => true, compareVictims: () => 0 }`,
      /^error: pushy: /,
    ],
  ])('that %s is stopped with its name', async (name, body, what) => {
    policy(name, body);
    expectRefusal(await tfsched(`simulate w.yaml -p ./${name}.mjs`), 2, what);
  });

  it.each([
    ['nowhere.mjs', undefined, /nowhere\.mjs: there is no such file, and a policy is a name or a file/],
    ['syntax.mjs', 'a policy', /syntax\.mjs: the policy cannot be loaded: /],
    ['load.mjs', `throw new Error('at load')`, /load\.mjs: the policy cannot be loaded: at load/],
    [
      'bogus.mjs',
      `export default { name: 'bogus', options: ['bogus'], create: () => 0 }`,
      /bogus\.mjs: options is a list of some of quantum, preemptive, /,
    ],
    ['nothing.mjs', 'export const x = 1', /nothing\.mjs: the policy must be the default export/],
    ['number.mjs', 'export default 5', /number\.mjs: the policy must be the default export/],
    [
      'shape.mjs',
      `export default { name: 'x' }`,
      /shape\.mjs: a policy is \{ name, summary, options, create \}/,
    ],
  ])('%s that is none is refused', async (name, text, what) => {
    if (text !== undefined) file(name, text);
    expectRefusal(await tfsched(`simulate w.yaml -p ./${name}`), 2, what);
  });
});

describe('a realloc mode from a file', () => {
  it('gives cores like one that is built in', async () => {
    realloc('exact', '');
    const own = await tfsched('simulate w.yaml -r ./exact.mjs --csv');
    expect(own).toEqual(await tfsched('simulate w.yaml -r strict --csv'));
    expect(own.code).toBe(0);
  });

  it.each([
    ['throws', `claim() { throw new Error('no claim'); }`, /^error: throws: no claim\n$/],
    ['negative', 'claim: () => -1', /^error: negative: claim of a is -1/],
    ['half', 'claim: () => 1.5', /^error: half: claim of a is 1\.5/],
    ['greedy', 'claim: () => 1000', /^error: greedy: a claims 1000 of 2 cores/],
    ['oversubscribes', 'hold: () => 0', /^error: oversubscribes: 3 cores given of 2\n$/],
    [
      'generous',
      'afterAdmission(cores) { for (const job of cores.attended) cores.give(job, 99); }',
      /^error: generous: gives 99 cores to a, which takes 1 to 2\n$/,
    ],
    ['stingy', 'admit: () => 0', /^error: stingy: gives 0 cores to a/],
    [
      'ghostly',
      `afterAdmission(cores) { cores.give({ id: 'ghost' }, 1); }`,
      /^error: ghostly: gives cores to ghost/,
    ],
    ['dissatisfied', `check: () => 'not what I promise'`, /^error: dissatisfied: .*not what I promise\n$/],
  ])('that is %s is stopped with its name', async (name, body, what) => {
    realloc(name, body);
    expectRefusal(await tfsched(`simulate w.yaml -r ./${name}.mjs`), 2, what);
  });
});

function policy(name: string, body: string): void {
  file(`${name}.mjs`, `export default { name: '${name}', create: () => ({ name: '${name}', ${body} }) };`);
}

/** STRICT, with a part that is otherwise. */
function realloc(name: string, body: string): void {
  file(
    `${name}.mjs`,
    `export default { name: '${name}', resizes: 'never', create: () => ({ name: '${name}',
       claim: (job) => job.request, hold: (job) => job.given, admit: (job) => job.request, ${body} }) };`,
  );
}
