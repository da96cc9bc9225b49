import { it } from '@jest/globals';
import fc from 'fast-check';
import { Engine } from '../../src/core/engine.js';
import type { Exit } from '../../src/core/facts.js';
import { Pool } from '../../src/core/pool.js';
import {
  advance,
  cancel,
  confirm,
  emptyModel,
  type EngineCommand,
  exit,
  finish,
  type Model,
  type Real,
  refuse,
  repeat,
  submit,
  update,
} from './engine-commands.js';
import { rulesOf } from './scenario.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 400);
const CAPACITY = 4;

it('brings every job to its end, whatever happens in whatever order, and orders only what makes sense', () => {
  fc.assert(
    fc.property(rules, fc.commands(happenings, { maxCommands: 80, size: 'max' }), (options, commands) => {
      let model: Model | undefined;
      let real: Real | undefined;
      fc.modelRun(() => {
        const pool = new Pool([3, 4, 8, 9]);
        model = emptyModel();
        real = { pool, engine: new Engine({ ...rulesOf(options), pool, memory: 8 }) };
        return { model, real };
      }, commands);
      if (model !== undefined && real !== undefined) finish(model, real);
    }),
    { numRuns },
  );
}, 3_600_000);

const nth = fc.nat(6);
const cores = fc.integer({ min: 1, max: CAPACITY });

const requests = fc
  .record({
    bounds: fc.tuple(cores, cores, cores).map((three) => three.toSorted((a, b) => a - b)),
    priority: fc.integer({ min: 0, max: 4 }),
    retries: fc.nat(2),
    timeout: fc.constantFrom(Infinity, 1, 3),
    memory: fc.nat(5),
  })
  .map(({ bounds, ...more }) => {
    const [minCores = 1, asked = 1, maxCores = 1] = bounds;
    return { ...more, minCores, cores: asked, maxCores };
  });

const exits: fc.Arbitrary<Exit> = fc.constantFrom(
  { code: 0, reason: undefined, lost: false },
  { code: 0, reason: undefined, lost: false },
  { code: 1, reason: undefined, lost: false },
  { code: 137, reason: 'the daemon restarted', lost: true },
);

const happenings: fc.Arbitrary<EngineCommand>[] = [
  requests.map(submit),
  requests.map(submit),
  nth.map(confirm),
  nth.map(confirm),
  nth.map(confirm),
  nth.map(refuse),
  fc.tuple(nth, exits).map(([which, how]) => exit(which, how)),
  fc.tuple(nth, cores).map(([which, asked]) => update(which, asked)),
  fc.constantFrom(0.5, 1, 4).map(advance),
  fc.constantFrom(0.5, 1, 4).map(advance),
  nth.map(repeat),
];
// Once in a while, or no job would be left for the rest.
happenings.push(fc.nat(9).map((lot) => (lot === 0 ? cancel() : advance(0.25))));

const rules = fc.record({
  policy: fc.constantFrom('fcfs', 'prio', 'rr'),
  realloc: fc.constantFrom('strict', 'always_attend', 'max_prop'),
  quantum: fc.constantFrom(0.5, 2),
  preemptive: fc.boolean(),
  aging: fc.constantFrom(0, 1),
  preemptExempt: fc.constantFrom(0, 1),
});
