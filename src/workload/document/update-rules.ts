import type { JobValues } from '../schema/job-schema.js';
import type { RuleFault } from './job-rules.js';

/** The rules for `updates` (design 3 and 4.5): each within min_cores..max_cores, no two at one time. */
export function updateFaults(values: JobValues, faults: RuleFault[]): void {
  const { updates = [], min_cores: min = 1, max_cores: max = Infinity } = values;
  const times = new Set<number>();
  updates.forEach(({ at, cores }, index) => {
    const name = `updates[${String(index)}]`;
    if (cores < min || cores > max) {
      faults.push({
        blame: [['updates', index, 'cores']],
        message: `${name} asks for ${String(cores)}, ${cores < min ? `below min_cores ${String(min)}` : `above max_cores ${String(max)}`}`,
        hint:
          max === Infinity ? `expected at least ${String(min)}` : `expected ${String(min)} to ${String(max)}`,
      });
    }
    if (times.has(at)) {
      faults.push({
        blame: [['updates', index, 'at']],
        message: `${name} comes at the same time as one before it`,
        hint: 'keep one of them',
      });
    }
    times.add(at);
  });
}
