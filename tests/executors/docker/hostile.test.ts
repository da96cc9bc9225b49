import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Action, ActionKind } from '../../../src/core/actions.js';
import { DockerError } from '../../../src/executors/docker/daemon/client.js';
import { FakeRun } from './run.js';

/** What happens next: an order to a job, or a blow of fate. */
type Move =
  | { readonly kind: 'order'; readonly job: string; readonly wish: number }
  | { readonly kind: 'exit'; readonly job: string; readonly code: number }
  | { readonly kind: 'foreign'; readonly job: string; readonly what: 'pause' | 'unpause' | 'kill' | 'remove' }
  | { readonly kind: 'lose_stream'; readonly job: string }
  | { readonly kind: 'lose_events' }
  | { readonly kind: 'breathe'; readonly turns: number };

const job = fc.constantFrom('a', 'b', 'c');
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('order' as const), job, wish: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('exit' as const), job, code: fc.constantFrom(0, 1, 137) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('foreign' as const),
      job,
      what: fc.constantFrom('pause' as const, 'unpause' as const, 'kill' as const, 'remove' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose_stream' as const), job }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'lose_events' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('breathe' as const), turns: fc.nat(4) }) },
);

/** How a call fares: 0-5 well, then late, then refused in one way or another. */
const fate = fc.nat(11);

const FAILURES: Readonly<Record<number, () => Error>> = {
  8: () => new DockerError('server error', 500),
  9: () => new DockerError('reset', undefined, 'ECONNRESET'),
  10: () => new DockerError('conflict', 409),
  11: () => new DockerError('too late', undefined, 'ETIMEDOUT'),
};

/** What the engine would know of a job. */
interface Known {
  attempt: number;
  state: 'none' | 'running' | 'paused';
  inFlight: Action | undefined;
}

const ORDERS: Readonly<Record<Known['state'], readonly ActionKind[]>> = {
  none: ['start'],
  running: ['pause', 'resize', 'kill', 'share'],
  paused: ['resume', 'kill'],
};

/** An engine of a few lines: one action a job at a time, each told of what became of it. */
class LittleEngine {
  readonly jobs = new Map<string, Known>(
    ['a', 'b', 'c'].map((id) => [id, { attempt: 1, state: 'none', inFlight: undefined }]),
  );
  readonly exits: string[] = [];
  private seen = 0;

  constructor(readonly run: FakeRun) {}

  order(id: string, wish: number): void {
    const known = this.jobs.get(id)!;
    if (known.inFlight !== undefined) return;
    const kinds = ORDERS[known.state];
    const kind = kinds[wish % kinds.length]!;
    const ids = kind === 'pause' || kind === 'kill' ? [] : [wish % 4];
    known.inFlight = this.run.order(kind, id, ids, known.attempt);
  }

  learn(): void {
    for (; this.seen < this.run.facts.length; this.seen++) {
      const fact = this.run.facts[this.seen]!;
      if (fact.kind === 'confirmed') this.confirmed(fact.action);
      if (fact.kind === 'refused') this.refused(fact.action);
      if (fact.kind === 'exited') this.exited(fact.job.id, fact.attempt);
    }
  }

  private confirmed(action: Action): void {
    const known = this.jobs.get(action.job.id)!;
    if (known.inFlight !== action || action.kind === 'kill') return;
    known.inFlight = undefined;
    known.state = action.kind === 'pause' ? 'paused' : 'running';
  }

  private refused(action: Action): void {
    const known = this.jobs.get(action.job.id)!;
    if (known.inFlight !== action) return;
    known.inFlight = undefined;
    if (action.kind === 'start') known.attempt += 1;
  }

  private exited(id: string, attempt: number): void {
    const known = this.jobs.get(id)!;
    this.exits.push(`${id} ${attempt}`);
    expect(attempt).toBe(known.attempt);
    known.attempt += 1;
    known.state = 'none';
    known.inFlight = undefined;
  }
}

async function breathe(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function strike(run: FakeRun, engine: LittleEngine, what: Move): void {
  const { docker } = run;
  const living = (id: string) =>
    [...docker.containers.values()].find(
      ({ spec, status }) =>
        spec.labels['tfsched.job'] === id && (status === 'running' || status === 'paused'),
    );
  switch (what.kind) {
    case 'order':
      engine.order(what.job, what.wish);
      return;
    case 'exit': {
      const container = living(what.job);
      if (container?.begun === true && container.status === 'running') docker.exit(container, what.code);
      return;
    }
    case 'foreign': {
      const container = living(what.job);
      if (container !== undefined) void docker[what.what](container.id).catch(() => undefined);
      return;
    }
    case 'lose_stream': {
      const container = living(what.job);
      if (container !== undefined) docker.loseStream(container);
      return;
    }
    case 'lose_events':
      docker.loseEvents();
      return;
    case 'breathe':
      return;
  }
}

describe('whatever the daemon does', () => {
  it('every action is settled, every exit is told once, and nothing is left', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { minLength: 5, maxLength: 40 }),
        fc.array(fate, { maxLength: 120 }),
        async (moves, fates) => {
          const run = await new FakeRun().open({ settings: { markPatience: 0.05, daemonPatience: 5 } });
          try {
            await run.executor.arm(['a', 'b', 'c'], 2);
            const left = [...fates];
            run.docker.before = async (call) => {
              const next = left.shift() ?? 0;
              if (next > 5) await breathe(next - 5);
              const failure = call === 'ping' || call === 'events' ? undefined : FAILURES[next];
              if (failure !== undefined) throw failure();
            };
            const engine = new LittleEngine(run);
            for (const what of moves) {
              strike(run, engine, what);
              await breathe(what.kind === 'breathe' ? what.turns : 0);
              await run.take();
              engine.learn();
            }
            while ([...engine.jobs.values()].some(({ inFlight }) => inFlight !== undefined)) {
              await run.take(Infinity);
              engine.learn();
            }
            expect(new Set(engine.exits).size).toBe(engine.exits.length);
            await run.executor.close();
            expect(run.docker.containers.size).toBe(0);
            expect(run.executor.leftovers).toEqual([]);
          } finally {
            await run.close();
          }
        },
      ),
      { numRuns: 150, timeout: 10_000 },
    );
  }, 120_000);
});
