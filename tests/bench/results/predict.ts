import { simulate } from '../../../src/driver/simulate.js';
import type { Rules } from '../../../src/driver/rules.js';
import { createFold } from '../../../src/metrics/fold.js';
import type { RunReport } from '../../../src/metrics/report.js';
import type { Workload } from '../../../src/workload/workload.js';
import type { Calibration } from './calibration.js';

/** What the simulator says of a combination before it is run. */
export async function predict(
  workload: Workload,
  rules: Rules,
  calibration: Calibration,
): Promise<RunReport> {
  const fold = createFold();
  await simulate({
    workload,
    capacity: workload.cores ?? 1,
    rules,
    speedup: { name: 'measured', of: calibration.speedup },
    overheads: calibration.overheads,
    durationOf: ({ work }) => (work.kind === 'duration' ? work.seconds : 0),
    startupOf: ({ program }) => (program.kind === 'model' ? calibration.startupOf(program.model) : 0),
    recorder: fold,
    version: 'prediction',
  });
  return fold.report();
}
