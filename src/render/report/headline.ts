import type { RunReport } from '../../metrics/report.js';
import { printable } from '../../workload/printable.js';
import { seconds } from '../layout/numbers.js';

/** What was run, in a line: `morning mix: rr, max_prop, 4 cores, quantum 5`; options that are off are not told. */
export function headline({ run, config }: RunReport): string {
  const name = run.workload.name ?? run.workload.file;
  const options = Object.entries(config.options)
    .filter(([, value]) => value !== false)
    .map(([option, value]) => (value === true ? option : `${option} ${value}`));
  const parts = [
    config.policy,
    ...(config.realloc === null ? [] : [config.realloc]),
    `${config.cores} ${config.cores === 1 ? 'core' : 'cores'}`,
    ...options,
    ...(config.emulate === true ? ['emulated cores'] : []),
    ...(config.executor === 'sim' ? ['simulated'] : []),
    ...(config.speedup === undefined ? [] : [`speed-up ${config.speedup}`]),
    ...Object.entries(config.overheads ?? {})
      .filter(([, value]) => value !== 0)
      .map(([action, value]) => `${action} ${seconds(value)}`),
  ];
  return printable(`${name}: ${parts.join(', ')}`);
}
