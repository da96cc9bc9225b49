import { describe, expect, it } from '@jest/globals';
import type { Rules } from '../../src/driver/rules.js';
import { threadsOf } from '../../src/planning/threads.js';
import { findPolicy } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { findRealloc } from '../../src/realloc/index.js';
import { aJob } from './a-job.js';

function rules(realloc: string | undefined): Rules {
  return {
    policy: findPolicy('fcfs')!,
    options: DEFAULT_POLICY_OPTIONS,
    realloc: realloc === undefined ? undefined : findRealloc(realloc),
  };
}

const own = {
  kind: 'image',
  image: 'mine',
  command: [],
  progress: true,
  network: false,
  writable: false,
  mounts: [],
} as const;

describe('threads of a job on 8 cores', () => {
  const job = aJob({ cores: 2, intraOp: 3, interOp: 2, maxCores: 5 });
  const updated = { ...job, updates: [{ at: 9, cores: 4 }] };
  it.each([
    ['strict: as asked', job, 'strict', { inter: 2, intra: 3, elastic: false }],
    ['none: as asked', job, undefined, { inter: 2, intra: 3, elastic: false }],
    ['max_prop: as many as max_cores', job, 'max_prop', { inter: 2, intra: 5, elastic: true }],
    [
      'max_prop without max_cores: as many as the capacity',
      { ...job, maxCores: undefined },
      'max_prop',
      { inter: 2, intra: 8, elastic: true },
    ],
    ['always_attend: never above the request', job, 'always_attend', { inter: 2, intra: 2, elastic: true }],
    [
      'always_attend: the largest request of all updates',
      updated,
      'always_attend',
      { inter: 2, intra: 4, elastic: true },
    ],
    ['strict with updates: the user may resize it', updated, 'strict', { inter: 2, intra: 4, elastic: true }],
  ])('%s', (_, spec, mode, threads) => {
    expect(threadsOf(spec, { rules: rules(mode), capacity: 8, threads: 'auto' })).toEqual(threads);
  });

  it.each([
    ['of a model that gains by them: as many as intra-op threads', { program: aJob().program }, 5],
    ['of a sequential model: one', { program: { kind: 'model', model: 'lstm', batch: 32 } as const }, 1],
    ['of a program of the user: as many as intra-op threads', { program: own }, 5],
  ])('inter-op threads that the job does not name, %s', (_, given, inter) => {
    const unnamed = { ...job, interOp: undefined, ...given };
    const terms = { capacity: 8, threads: 'auto' } as const;
    expect(threadsOf(unnamed, { ...terms, rules: rules('max_prop') })).toMatchObject({
      inter,
      elastic: true,
    });
    expect(threadsOf(unnamed, { ...terms, rules: rules('strict') })).toMatchObject({
      inter: 1,
      elastic: false,
    });
  });

  it.each([
    ['exact: as asked, whatever the mode', 'exact', 'max_prop', { inter: 2, intra: 3, elastic: false }],
    [
      'elastic, where nobody resizes it: as many as its cores',
      'elastic',
      'strict',
      { inter: 2, intra: 2, elastic: true },
    ],
    ['elastic: as many as it may get', 'elastic', 'max_prop', { inter: 2, intra: 5, elastic: true }],
  ] as const)('--threads %s', (_, choice, mode, threads) => {
    expect(threadsOf(job, { rules: rules(mode), capacity: 8, threads: choice })).toEqual(threads);
  });
});
