import type { JobPlan } from '../../executors/docker/containers/container-spec.js';
import { jobLogFile } from '../../executors/docker/containers/job-folders.js';
import { PlanError } from '../../planning/plan-error.js';
import { imageOf } from '../../planning/plans.js';
import { type Grid, settingsOf } from '../../profile/grid.js';
import { ENDLESS, measure } from '../../profile/measure.js';
import { describeSetting, type Setting, settingKey } from '../../profile/setting.js';
import type { ProfileStore } from '../../profile/store.js';
import { type NextTrial, study } from '../../profile/study.js';
import { ordersFor, TrialFailed } from '../../profile/trial.js';
import { seededRandom } from '../../random/seeded.js';
import type { JobSpec } from '../../workload/workload.js';
import type { Interruptible } from '../docker/interruptible.js';
import type { OpenExecutor } from '../docker/open-executor.js';
import type { ProfileFlags } from './flags.js';
import { keep } from './keep.js';
import type { ProfiledProgram } from './programs.js';

/** Up to so many times the samples that were asked for, where they are uncertain. */
const MOST_REPEATS = 4;

/** What is measured, and with what. */
export interface Measuring extends Interruptible {
  readonly programs: readonly ProfiledProgram[];
  readonly grid: Grid;
  readonly flags: ProfileFlags;
  readonly ids: readonly number[];
  readonly folder: string;
  readonly open: OpenExecutor;
  readonly storeOf: (spec: JobSpec) => ProfileStore;
  /** Image of the built-in models. */
  readonly runner: string;
}

/**
 * Measures all cells of all programs in one random order, and keeps each sample at once. The last container is gone when this settles.
 * @throws PlanError when a program does not train
 */
export async function measurePrograms(measuring: Measuring): Promise<void> {
  const { programs, grid, flags, ids, folder, open, storeOf, runner, progress, interrupts } = measuring;
  const programOf = new Map<string, ProfiledProgram>();
  const settings = programs.flatMap((program) => {
    const own = settingsOf(program.setting, grid);
    for (const setting of own) programOf.set(settingKey(setting), program);
    return own;
  });
  const plans = new Map<string, JobPlan>();
  let actions = 0;
  const executor = await open((job) => plans.get(job)!);
  interrupts.use((reason) => executor.cancel(reason));
  try {
    executor.startClock();
    await study(
      settings,
      { repeats: flags.repeats, uncertainty: flags.uncertainty, most: MOST_REPEATS * flags.repeats },
      {
        samplesOf: (setting) => storeOf(programOf.get(settingKey(setting))!.spec).samplesOf(setting),
        async measure(setting) {
          interrupts.signal.throwIfAborted();
          const program = programOf.get(settingKey(setting))!;
          const job = `trial-${plans.size + 1}`;
          plans.set(job, planOf(program, setting, job, imageOf(program.spec, runner)));
          const trial = {
            job,
            ids: ids.slice(0, setting.cores),
            progress: program.progress,
            steps: flags.steps,
          };
          const orders = ordersFor(job, setting.cores, () => ++actions);
          const sample = await measure(executor, orders, trial);
          keep(() => storeOf(program.spec).add(setting, sample));
        },
        onTrial: (trial) => progress.say(trialText(trial)),
        random: seededRandom(flags.seed),
        clock: () => performance.now() / 1000,
      },
    );
  } catch (error) {
    if (error instanceof TrialFailed && !interrupts.signal.aborted) {
      const log = jobLogFile(folder, `trial-${plans.size}`, 1);
      throw new PlanError(`a program cannot be measured: ${error.message}; what it wrote is in ${log}`);
    }
    throw error;
  } finally {
    await executor.close();
  }
}

function planOf({ spec, progress }: ProfiledProgram, setting: Setting, job: string, image: string): JobPlan {
  const { inter, intra, elastic } = setting;
  return {
    job: { ...spec, id: job },
    image,
    steps: progress ? ENDLESS : undefined,
    threads: { inter, intra, elastic },
    memory: spec.memory,
  };
}

function trialText({ setting, taken, left, secondsLeft }: NextTrial): string {
  const time = secondsLeft === undefined ? '' : `, about ${durationText(secondsLeft)} left`;
  return `measuring ${taken + 1} of ${taken + left}${time}: ${describeSetting(setting)}`;
}

function durationText(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
