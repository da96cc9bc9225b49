import type { LoadOptions } from '../../src/workload/load-result.js';
import { loadWorkload } from '../../src/workload/load/load.js';
import { formatProblem } from '../../src/workload/problem.js';

/** Everything wrong with a text, as `line:column: what is wrong, what would be right`; nothing when it is valid. */
export function faultsOf(text: string, options: LoadOptions = {}, file = 'workload.yaml'): string[] {
  const result = loadWorkload(file, text, options);
  return result.ok ? [] : result.problems.map((problem) => formatProblem(problem).slice(file.length + 1));
}
