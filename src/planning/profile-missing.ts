import type { CoreId } from '../core/actions.js';
import type { JobPlan } from '../executors/docker/containers/container-spec.js';
import type { DockerExecutor } from '../executors/docker/executor.js';
import { ENDLESS, measure } from '../profile/measure.js';
import { describeSetting, type Setting, settingKey } from '../profile/setting.js';
import type { Sample } from '../profile/speed.js';
import type { ProfileStore } from '../profile/store.js';
import { ordersFor, TrialFailed } from '../profile/trial.js';
import type { JobSpec } from '../workload/workload.js';
import { PlanError } from './plan-error.js';
import { settingOf } from './plans.js';

/** A setting that is not measured yet, with the plan of a program that trains in it until it is stopped. */
export interface MissingSetting {
  readonly setting: Setting;
  readonly plan: JobPlan;
}

/** The settings of jobs whose duration must become steps and that no profile knows, each once. */
export function missingSettings(
  jobs: readonly JobSpec[],
  imageOf: (spec: JobSpec) => string,
  storeOf: (spec: JobSpec) => ProfileStore,
): readonly MissingSetting[] {
  const missing = new Map<string, MissingSetting>();
  for (const spec of jobs) {
    if (spec.work.kind !== 'duration') continue;
    const setting = settingOf(spec);
    if (setting === undefined || storeOf(spec).speedOf(setting) !== undefined) continue;
    const { inter, intra, elastic } = setting;
    const threads = { inter, intra, elastic };
    const plan = { job: spec, image: imageOf(spec), steps: ENDLESS, threads, memory: spec.memory };
    missing.set(settingKey(setting), { setting, plan });
  }
  return [...missing.values()];
}

/** What measuring needs of its surroundings. */
export interface ProfilingTools {
  readonly ids: readonly CoreId[];
  readonly storeOf: (spec: JobSpec) => ProfileStore;
  /** An executor of its own for the programs that are measured; closed here. */
  readonly open: (plans: readonly JobPlan[]) => Promise<DockerExecutor>;
  /** Told before each measurement. */
  readonly onProgress: (text: string) => void;
  /** Hands over what stops the measurement in the middle. */
  readonly onCancelable: (cancel: (reason: string) => void) => void;
}

/**
 * Measures settings one after the other, each alone on its cores, and keeps each as soon as it is known.
 * @throws PlanError when a program does not train
 */
export async function profileMissing(
  missing: readonly MissingSetting[],
  tools: ProfilingTools,
): Promise<void> {
  if (missing.length === 0) return;
  let actions = 0;
  const executor = await tools.open(missing.map(({ plan }) => plan));
  tools.onCancelable((reason) => executor.cancel(reason));
  try {
    executor.startClock();
    for (const [index, { setting, plan }] of missing.entries()) {
      const place = `${index + 1} of ${missing.length}`;
      tools.onProgress(`measuring ${place}, once on this host: ${describeSetting(setting)}`);
      const ids = tools.ids.slice(0, setting.cores);
      const orders = ordersFor(plan.job.id, setting.cores, () => ++actions);
      const sample = await measure(executor, orders, { job: plan.job.id, ids, progress: true });
      keep(tools, plan.job, setting, sample);
    }
  } catch (error) {
    if (error instanceof TrialFailed)
      throw new PlanError(`the speed of a program cannot be measured: ${error.message}`);
    throw error;
  } finally {
    await executor.close();
  }
}

/** This run knows the speed also where it cannot be kept for the next one. */
function keep({ storeOf, onProgress }: ProfilingTools, job: JobSpec, setting: Setting, sample: Sample): void {
  try {
    storeOf(job).add(setting, sample);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onProgress(`warning: the speed cannot be kept, and is measured again next time: ${reason}`);
  }
}
