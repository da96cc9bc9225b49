import { ENDLESS } from '../../profile/measure.js';
import { measureActions } from '../../profile/measure-actions.js';
import type { ProfileStore } from '../../profile/store.js';
import { ordersFor } from '../../profile/trial.js';
import type { JobSpec } from '../../workload/workload.js';
import type { Interruptible } from '../docker/interruptible.js';
import type { OpenExecutor } from '../docker/open-executor.js';
import { keep } from './keep.js';

/** How overheads are measured, and with what. */
export interface OverheadMeasuring extends Interruptible {
  /** A job that keeps its cores busy. */
  readonly spec: JobSpec;
  readonly image: string;
  readonly ids: readonly number[];
  /** Containers in all; those that were measured earlier count. */
  readonly repeats: number;
  readonly open: OpenExecutor;
  readonly store: ProfileStore;
}

/** Measures how long actions take on armed containers, as `run` has them, and keeps each time at once. */
export async function measureOverheads(measuring: OverheadMeasuring): Promise<void> {
  const { spec, image, ids, repeats, open, store, progress, interrupts } = measuring;
  const threads = { inter: 1, intra: ids.length, elastic: false };
  const executor = await open((id) => ({
    job: { ...spec, id },
    image,
    steps: ENDLESS,
    threads,
    memory: spec.memory,
  }));
  interrupts.use((reason) => executor.cancel(reason));
  let actions = 0;
  try {
    executor.startClock();
    for (let taken = store.actions.start.length; taken < repeats; taken++) {
      interrupts.signal.throwIfAborted();
      progress.say(`measuring overheads, ${taken + 1} of ${repeats}`);
      const job = `overheads-${taken + 1}`;
      await executor.arm([job]);
      await measureActions(
        executor,
        ordersFor(job, ids.length, () => ++actions),
        ids,
        (action, seconds) => keep(() => store.addAction(action, seconds)),
      );
    }
  } finally {
    await executor.close();
  }
}
