import type { Action, CoreId } from '../core/actions.js';
import type { Executor } from '../executors/executor.js';
import type { MeasuredAction } from './profile-file.js';
import { exitText, type Orders, TrialFailed } from './trial.js';

/** Pauses and resizes of each container. */
const PAIRS = 3;

/**
 * Measures how long the actions of a schedule take, from their order to their confirmation: starts a program, pauses and resumes it,
 * gives it one core and all of them in turn, and ends it. The container is gone when this resolves.
 * @param ids cores of the program; with a single one it is not resized
 * @param keep takes each time, seconds
 * @throws TrialFailed when an action is refused, or the program ends by itself
 */
export async function measureActions(
  executor: Executor,
  orders: Orders,
  ids: readonly CoreId[],
  keep: (action: MeasuredAction, seconds: number) => void,
): Promise<void> {
  let now = 0;
  const isConfirmed = async (action: Action): Promise<number> => {
    const ordered = now;
    executor.apply(action);
    for (;;) {
      const batch = await executor.next(Infinity);
      now = batch.now;
      for (const fact of batch.facts) {
        if (fact.kind === 'confirmed' && fact.action === action) return fact.at - ordered;
        if (fact.kind === 'refused' || fact.kind === 'cancelled') throw new TrialFailed(fact.reason);
        if (fact.kind === 'exited') throw new TrialFailed(exitText(fact));
      }
    }
  };
  const time = async (kind: MeasuredAction, cores: readonly CoreId[]): Promise<void> =>
    keep(kind, await isConfirmed(orders(kind, cores)));
  now = (await executor.next(0)).now;
  await time('start', ids);
  for (let pair = 0; pair < PAIRS; pair++) {
    await time('pause', []);
    await time('resume', ids);
    if (ids.length === 1) continue;
    await time('resize', ids.slice(0, 1));
    await time('resize', ids);
  }
  executor.apply(orders('kill', []));
  for (;;) if ((await executor.next(Infinity)).facts.some((fact) => fact.kind === 'exited')) return;
}
