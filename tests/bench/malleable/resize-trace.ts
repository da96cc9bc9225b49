import { setTimeout as delay } from 'node:timers/promises';
import type { CoreId } from '../../../src/core/actions.js';
import type { Contestant, Figures } from '../harness/contest.js';
import { hostCores, Lab } from './lab.js';
import { effects, ratesOf } from './effects.js';

/** Seconds. */
export const WINDOW = 0.1;

/** From one resize to the next. */
const BETWEEN = 2.5;

/** Pairs of a resize to all cores and back to one. */
const PAIRS = 2;

/** What was seen of one training that was resized again and again; seconds from its `ready`. */
export interface ResizeTrace {
  /** CPU seconds that the kernel had counted, at the ends of windows. */
  readonly windows: readonly { readonly at: number; readonly cpu: number }[];
  readonly steps: readonly { readonly at: number; readonly step: number }[];
  readonly resizes: readonly { readonly at: number; readonly cores: number }[];
}

export const RESIZE = 'resizes of mnist_cnn';

/** The longest that a resize takes until CPU time, and steps per second, are nearer to what they become than to what they were. */
export function resizeContestant(keep: (trace: ResizeTrace) => void): Contestant {
  return {
    name: RESIZE,
    async run(): Promise<Figures> {
      const trace = await traceResizes(await hostCores());
      keep(trace);
      return {
        cpu: Math.max(
          ...effects(trace.resizes, ratesOf(trace.windows.map(({ at, cpu }) => ({ at, value: cpu })))),
        ),
        steps: Math.max(
          ...effects(trace.resizes, ratesOf(trace.steps.map(({ at, step }) => ({ at, value: step })))),
        ),
      };
    },
  };
}

async function traceResizes(ids: readonly CoreId[]): Promise<ResizeTrace> {
  const lab = await Lab.open({ model: 'mnist_cnn', intra: ids.length, elastic: true });
  try {
    await lab.order('start', ids.slice(0, 1));
    await lab.told('ready');
    const [ready] = lab.lines();
    if (ready === undefined) throw new Error('the program has told nothing');
    // The program's own clock, which is the machine's.
    const now = (): number => Date.now() / 1000 - ready.t;
    const meter = await lab.meter();
    const windows: { at: number; cpu: number }[] = [];
    const timer = setInterval(() => windows.push({ at: now(), cpu: meter.cpu() }), WINDOW * 1000);
    const resizes: { at: number; cores: number }[] = [];
    try {
      for (let change = 0; change < 2 * PAIRS; change++) {
        await delay(BETWEEN * 1000);
        const cores = change % 2 === 0 ? ids.length : 1;
        const at = now();
        await lab.order('resize', ids.slice(0, cores));
        resizes.push({ at, cores });
      }
      await delay(BETWEEN * 1000);
    } finally {
      clearInterval(timer);
    }
    const steps = lab.lines().map(({ t, step }) => ({ at: t - ready.t, step }));
    return { windows, steps, resizes };
  } finally {
    await lab.close();
  }
}
