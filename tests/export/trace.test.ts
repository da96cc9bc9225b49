import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { trace } from '../../src/export/trace.js';
import { runOf, workloadOf } from './sources.js';

const place = { pid: z.int(), tid: z.int() };
const time = { ts: z.int().nonnegative() };

/** The kinds of the Trace Event Format that are used: complete, instant and counter events, and metadata. */
const event = z.discriminatedUnion('ph', [
  z.object({ ph: z.literal('X'), name: z.string(), ...time, dur: z.int().nonnegative(), ...place }),
  z.object({ ph: z.literal('i'), name: z.string(), ...time, ...place, s: z.enum(['g', 'p', 't']) }),
  z.object({
    ph: z.literal('C'),
    name: z.string(),
    ...time,
    pid: z.int(),
    args: z.record(z.string(), z.number()),
  }),
  z.object({
    ph: z.literal('M'),
    name: z.enum(['process_name', 'thread_name', 'thread_sort_index']),
    pid: z.int(),
    args: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
const file = z.object({ displayTimeUnit: z.enum(['ms', 'ns']), traceEvents: z.array(event) });

describe('trace events', () => {
  it('are valid, for a run with pauses and resizes', async () => {
    const jobs = Array.from(
      { length: 7 },
      (_, index) => `{id: 'j"${index}', model: spin, duration: ${1 + index}, cores: 2}`,
    );
    const workload = workloadOf(`{jobs: [${jobs.join(', ').replaceAll('"', '-')}]}`);
    const run = await runOf(workload, 3, { policy: 'rr', realloc: 'max_prop', quantum: 1 });
    const { traceEvents } = file.parse(JSON.parse([...trace.fromRun!(run)].join('')));
    const onCores = traceEvents.filter(({ ph, pid }) => ph === 'X' && pid === 1);
    expect(onCores).toHaveLength(run.spans.length);
    const ends = traceEvents.filter(({ ph }) => ph === 'C').at(-1);
    expect(ends).toMatchObject({ args: { cores: 0 }, ts: Math.round(run.report.summary.makespan * 1e6) });
  });

  it('tell of queues, runs and cores', async () => {
    const jobs = '[{id: a, model: spin, duration: 2, cores: 1}, {id: b, model: spin, duration: 1, cores: 1}]';
    const run = await runOf(workloadOf(`{jobs: ${jobs}}`), 1);
    const { traceEvents } = file.parse(JSON.parse([...trace.fromRun!(run)].join('')));
    const slices = traceEvents.flatMap((one) =>
      one.ph === 'X' ? [`${one.pid}/${one.tid} ${one.name} ${one.ts}+${one.dur}`] : [],
    );
    expect(slices).toEqual([
      '1/0 a 0+2000000',
      '1/0 b 2000000+1000000',
      '2/1 queued 0+2000000',
      '2/0 1 core 0+2000000',
      '2/1 1 core 2000000+1000000',
    ]);
  });
});
