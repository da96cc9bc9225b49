import { describe, expect, it } from '@jest/globals';
import { Explainer } from '../../src/explain/explain.js';
import type { JobExplanation } from '../../src/explain/explanation.js';
import type { LogRecord } from '../../src/log/records.js';
import { engineRun } from '../support/engine-run.js';
import { LogBuilder } from '../metrics/log-builder.js';
import { logOf, runOf } from './runs.js';

type Jobs = Parameters<typeof runOf>[0];
type Words = Parameters<typeof runOf>[1];

function explainedOf(records: readonly LogRecord[], job: string): JobExplanation {
  return new Explainer(records).explain([job]).jobs[0]!;
}

async function explained(job: string, jobs: Jobs, words?: Words): Promise<JobExplanation> {
  return explainedOf(await logOf(runOf(jobs, words)), job);
}

describe('a wait in the queue', () => {
  /** One core is free from the start on; the wide job needs both, and the small one waits behind it. */
  const line: Jobs = [
    { id: 'runs', seconds: 4 },
    { id: 'wide', seconds: 1, arrival: 1, cores: 2 },
    { id: 'small', seconds: 1, arrival: 2 },
  ];

  it('is for cores, where nobody is in the way', async () => {
    expect(await explained('wide', line)).toEqual({
      job: 'wide',
      state: 'done',
      arrival: 1,
      started_at: 4,
      waiting: 3,
      cores: 2,
      min_cores: 1,
      priority: 0,
      waits: [
        {
          kind: 'queued',
          attempt: 1,
          from: 1,
          until: 4,
          seconds: 3,
          began: { kind: 'arrived' },
          reasons: [
            {
              kind: 'cores',
              from: 1,
              until: 4,
              holders: [{ job: 'runs', cores: 1, keeps: 1 }],
              claim: 2,
              free: 1,
              most_free: 1,
              promised: null,
            },
          ],
          passages: [],
          refusals: [],
          ended: {
            kind: 'start',
            cores: 2,
            decided: 4,
            released: [{ job: 'runs', cores: 1, how: 'ended' }],
            asked_less: false,
          },
        },
      ],
      main_reason: { kind: 'cores', seconds: 3, holders: [{ job: 'runs', cores: 1, keeps: 1 }] },
      claims: [{ kind: 'request', at: 1, what: 'cores', cores: 1, instead_of: 2 }],
    });
  });

  it('is behind a blocked head, which nobody may overtake', async () => {
    const { waits, claims, main_reason } = await explained('small', line);
    expect(waits).toMatchObject([
      {
        reasons: [
          {
            kind: 'order',
            from: 2,
            until: 4,
            head: 'wide',
            head_claim: 2,
            claim: 1,
            free: 1,
            why: 'earlier arrival (1 s, not 2 s)',
          },
          { kind: 'cores', from: 4, until: 5, holders: [{ job: 'wide', cores: 2 }] },
        ],
        passages: [{ at: 4, job: 'wide', cores: 2, how: 'before', why: 'earlier arrival (1 s, not 2 s)' }],
      },
    ]);
    expect(claims).toEqual([{ kind: 'order', at: 2, before: ['wide'] }]);
    expect(main_reason).toMatchObject({ kind: 'order', seconds: 2, job: 'wide', others: 0 });
  });

  it.each([
    ['prio', { priority: 2 }, {}, 'higher priority (2, not 0)'],
    ['sjf', {}, {}, 'shorter (1 s, not 3 s)'],
    ['fair_share', { user: 'ben' }, { halfLife: 1e9 }, 'its user has used less (0 core-seconds, not 2)'],
    ['rr', {}, {}, 'earlier in the round-robin queue'],
  ])('under %s is behind one that goes before it', async (policy, first, options, why) => {
    const jobs: Jobs = [
      { id: 'runs', seconds: 4, user: 'ana' },
      { id: 'first', seconds: 1, arrival: 2, ...first },
      { id: 'last', seconds: 3, arrival: 2, user: 'ana' },
    ];
    const { waits } = await explained('last', jobs, { policy, capacity: 1, options });
    expect(waits[0]!.reasons[0]).toMatchObject({ kind: 'order', head: 'first', why });
  });

  it('under aging is behind one that has waited longer', async () => {
    const jobs: Jobs = [
      { id: 'runs', seconds: 4 },
      { id: 'old', seconds: 1, arrival: 1 },
      { id: 'new', seconds: 1, arrival: 3, priority: 1 },
    ];
    const words = { policy: 'prio', capacity: 1, options: { aging: 1 } };
    expect((await explained('new', jobs, words)).waits[0]!.reasons[0]).toMatchObject({
      head: 'old',
      why: 'higher effective priority (2, not 1)',
    });
  });

  it.each(['always_attend', 'max_prop', 'equi'])('under %s is for min_cores', async (realloc) => {
    const jobs: Jobs = [
      { id: 'runs', seconds: 4, cores: 3, minCores: 2 },
      { id: 'waits', seconds: 1, arrival: 1, cores: 3, minCores: 3 },
    ];
    const { waits, claims } = await explained('waits', jobs, { realloc, capacity: 4 });
    const kept = realloc === 'always_attend' ? 3 : 2;
    const free = 4 - kept;
    expect(waits[0]!.reasons).toMatchObject([
      {
        kind: 'cores',
        claim: 3,
        free,
        holders: [{ job: 'runs', cores: realloc === 'always_attend' ? 3 : 4, keeps: kept }],
      },
    ]);
    expect(claims).toEqual([{ kind: 'request', at: 1, what: 'min_cores', cores: free, instead_of: 3 }]);
  });

  it('under easy is for a promise that would not be kept', async () => {
    const jobs: Jobs = [
      { id: 'runs', seconds: 4 },
      { id: 'wide', seconds: 2, arrival: 1, cores: 2 },
      { id: 'long', seconds: 5, arrival: 1 },
      { id: 'short', seconds: 2, arrival: 1 },
    ];
    const { waits, claims } = await explained('long', jobs, { policy: 'easy' });
    expect(waits[0]).toMatchObject({
      reasons: [
        { kind: 'cores', from: 1, until: 3, holders: [{ job: 'runs' }, { job: 'short' }] },
        { kind: 'promise', from: 3, until: 4, to: 'wide', promised: 4, free: 1 },
        { kind: 'cores', from: 4, until: 6 },
      ],
      passages: [
        { at: 1, job: 'short', how: 'past', why: null },
        { at: 4, job: 'wide', how: 'before' },
      ],
    });
    expect(claims).toEqual([
      { kind: 'order', at: 1, before: ['wide'] },
      { kind: 'estimate', at: 3, seconds: 1 },
    ]);
  });

  it('under conservative is for a promise of its own', async () => {
    const jobs: Jobs = [
      { id: 'runs', seconds: 4 },
      { id: 'wide', seconds: 2, arrival: 1, cores: 2 },
      { id: 'long', seconds: 5, arrival: 1 },
    ];
    expect(await explained('long', jobs, { policy: 'conservative' })).toMatchObject({
      waits: [
        {
          reasons: [
            { kind: 'promise', to: null, promised: 6, free: 1 },
            { kind: 'cores', promised: 6 },
          ],
        },
      ],
      claims: [],
    });
  });

  it('is for memory, which alone lets others pass', async () => {
    const job = { cores: 1, minCores: 1, maxCores: 3, priority: 0, retries: 0, updates: [] };
    const jobs = ['runs', 'large', 'small'].map((id) => ({ ...job, id, arrival: 0, duration: 2 }));
    const config = { policy: 'fcfs', realloc: 'strict', capacity: 3, speedup: { kind: 'linear' } } as const;
    const memory = { limit: 8, of: (position: number) => [5, 4, 3][position]! };
    const { records } = await engineRun(jobs, config as never, undefined, { memory });
    expect(explainedOf(records, 'large').waits).toMatchObject([
      {
        reasons: [{ kind: 'memory', from: 0, until: 2 }],
        passages: [{ job: 'runs' }, { job: 'small', how: 'past' }],
      },
    ]);
    // Of a log that does not hold how much memory there was, nothing is told that may be wrong.
    const old = records.map((record) =>
      record.kind === 'run'
        ? { ...record, config: { ...record.config, memory: undefined as never } }
        : record,
    );
    expect(explainedOf(old, 'large').waits).toMatchObject([
      { reasons: [{ kind: 'unknown', from: 0, until: 2 }] },
    ]);
  });
});

describe('a job is pushed out', () => {
  const jobs: Jobs = [
    { id: 'early', seconds: 9, cores: 2, priority: 1 },
    { id: 'late', seconds: 9, arrival: 1, cores: 1, priority: 1 },
    { id: 'urgent', seconds: 1, arrival: 3, priority: 5 },
  ];

  it.each([
    ['longest_run', 'early', 'longest_run: it had run 3 s'],
    ['smallest_request', 'late', 'smallest_request: it had asked for 1'],
    ['lowest_priority', 'late', 'lowest_priority: it had 1'],
  ] as const)('by the victim rule %s', async (victim, job, why) => {
    const words = { policy: 'prio', capacity: 3, options: { preemptive: true, victim } };
    const { waits, main_reason } = await explained(job, jobs, words);
    expect(waits[0]).toMatchObject({
      kind: 'paused',
      from: 3,
      until: 4,
      began: { kind: 'gave_way', to: 'urgent', why: 'higher priority (5, not 1)', victim: why },
      ended: { kind: 'resume', released: [{ job: 'urgent', how: 'ended' }] },
    });
    expect(main_reason).toMatchObject({ kind: 'cores' });
  });

  it.each([
    ['srpt', 'less left (1 s, not 6 s)', 'most left first: it had 6 s left'],
    ['mlfq', 'higher level (0, not 1)', 'lowest level first: it had sunk to level 1'],
  ])('under %s', async (policy, why, victim) => {
    const two: Jobs = [
      { id: 'old', seconds: 9 },
      { id: 'new', seconds: 1, arrival: 3 },
    ];
    const { waits } = await explained('old', two, { policy, capacity: 1, options: { levels: [2] } });
    expect(waits[0]).toMatchObject({ began: { kind: 'gave_way', to: 'new', why, victim } });
  });

  it('as its turn is over', async () => {
    const two: Jobs = [
      { id: 'a', seconds: 3 },
      { id: 'b', seconds: 3 },
    ];
    const { waits } = await explained('a', two, { policy: 'rr', capacity: 1, options: { quantum: 2 } });
    expect(waits).toMatchObject([
      {
        kind: 'paused',
        from: 2,
        until: 4,
        began: { kind: 'turn_ended' },
        ended: { kind: 'resume', released: [{ job: 'b', how: 'paused' }] },
      },
    ]);
  });
});

describe('what else a wait may be about', () => {
  it('an attempt that failed, and another one', async () => {
    const jobs: Jobs = [
      { id: 'a', seconds: 9, arrival: 1, timeout: 2, retries: 1 },
      { id: 'b', seconds: 3, arrival: 2 },
    ];
    const { waits, state } = await explained('a', jobs, { policy: 'rr', capacity: 1 });
    expect(state).toBe('failed');
    expect(waits).toMatchObject([
      { kind: 'queued', attempt: 2, from: 3, until: 6, began: { kind: 'attempt_ended', code: 137 } },
    ]);
  });

  it('an update of its own, and those of others', async () => {
    const jobs: Jobs = [
      {
        id: 'runs',
        seconds: 8,
        cores: 2,
        updates: [
          { at: 2, cores: 1 },
          { at: 3, cores: 2 },
        ],
      },
      { id: 'waits', seconds: 1, cores: 2, arrival: 1, updates: [{ at: 5, cores: 1 }] },
      { id: 'other', seconds: 1, cores: 1, arrival: 1 },
    ];
    const { waits, claims } = await explained('waits', jobs);
    expect(waits[0]).toMatchObject({
      reasons: [
        { kind: 'cores', claim: 2, free: 0, most_free: 1 },
        { kind: 'cores', claim: 1, from: 5 },
      ],
      passages: [{ at: 3, job: 'runs', cores: 1, how: 'grew' }],
    });
    expect(claims).toEqual([{ kind: 'request', at: 2, what: 'cores', cores: 1, instead_of: 2 }]);
    const shrunk = await explained('waits', [{ ...jobs[0]!, updates: [] }, ...jobs.slice(1)], {
      capacity: 3,
    });
    expect(shrunk.waits[0]!.ended).toMatchObject({
      kind: 'start',
      decided: 5,
      released: [],
      asked_less: true,
    });
  });

  it('cores that have to be given back first', async () => {
    const run = runOf([{ id: 'a', seconds: 3 }]);
    const records = await logOf({ ...run, overheads: { ...run.overheads, start: 0.5 } });
    expect(explainedOf(records, 'a').waits).toMatchObject([
      { reasons: [{ kind: 'hand_over', from: 0, until: 0.5 }], ended: { decided: 0 } },
    ]);
  });

  it('an order that was refused', () => {
    const log = new LogBuilder().job('a').arrive(0, 'a').do(0, 'start', 'a', 1).do(1, 'pause', 'a');
    log.refuse(2, 'resume', 'a', 1).do(3, 'resume', 'a', 1).finish(4, 'a').close(4);
    expect(explainedOf(log.records, 'a').waits).toMatchObject([
      { kind: 'paused', from: 1, until: 3, refusals: [{ at: 2, action: 'resume', reason: 'no such thing' }] },
    ]);
  });
});

describe('a log that tells less', () => {
  const jobs: Jobs = [
    { id: 'a', seconds: 3 },
    { id: 'b', seconds: 3 },
  ];

  it.each([{ policy: 'mine' }, { own_rules: true as const }])(
    'as its policy is the user’s own (%j)',
    async (more) => {
      const records = (await logOf(runOf(jobs, { capacity: 1 }))).map((record) =>
        record.kind === 'run' ? { ...record, config: { ...record.config, ...more } } : record,
      );
      const { rules, jobs: told } = new Explainer(records).explain(['b']);
      expect(rules.order_known_until).toBe(0);
      expect(told[0]).toMatchObject({
        waiting: 3,
        waits: [
          { reasons: [{ kind: 'unknown', holders: [{ job: 'a', cores: 1 }] }], ended: { released: null } },
        ],
        claims: [],
      });
    },
  );

  it('as it is of before the time when estimates were in it, is explained without promises', async () => {
    const records = (await logOf(runOf(jobs, { capacity: 1, policy: 'easy' }))).map((record) =>
      record.kind === 'run'
        ? { ...record, config: { ...record.config, estimates: undefined as never } }
        : record,
    );
    expect(explainedOf(records, 'b').waits).toMatchObject([{ seconds: 3, reasons: [{ kind: 'unknown' }] }]);
  });

  it('as it does not follow its rules, from there on', async () => {
    const records = (await logOf(runOf([...jobs, { id: 'c', seconds: 3 }], { capacity: 1 }))).map((record) =>
      record.kind === 'intent' && record.job === 'b' ? { ...record, cores: 2 } : record,
    );
    const { rules, jobs: told } = new Explainer(records).explain(['c']);
    expect(rules.order_known_until).toBe(3);
    expect(told[0]!.waits[0]!.reasons).toMatchObject([
      { kind: 'order', from: 0, until: 3 },
      { kind: 'unknown', from: 3, until: 6 },
    ]);
  });
});
