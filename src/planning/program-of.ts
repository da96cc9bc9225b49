import type { ProgramSetting } from '../profile/setting.js';
import { findModel } from '../workload/models.js';
import type { JobSpec } from '../workload/workload.js';

/** What a job runs, as profiles know it: equal for jobs that run the same. */
export interface Program {
  /** For people. */
  readonly name: string;
  readonly setting: ProgramSetting;
  /** It tells its progress, so that its steps are timed; else its whole run is. */
  readonly progress: boolean;
}

export function programOf({ program }: JobSpec): Program {
  if (program.kind === 'model') {
    const { model, batch, duty } = program;
    const details = [
      ...(batch === undefined || batch === findModel(model)?.defaultBatch ? [] : [`batch ${batch}`]),
      ...(duty === undefined ? [] : [`duty ${duty}`]),
    ];
    return { name: [model, ...details].join(', '), setting: { model, batch, duty }, progress: true };
  }
  const name = [program.image, ...program.command].join(' ');
  // A speed in whole runs must not be taken for that of the same program in steps.
  const model = program.progress ? name : `${name} (whole run)`;
  return { name, setting: { model, batch: undefined, duty: undefined }, progress: program.progress };
}
