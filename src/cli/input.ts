import type { LoadOptions } from '../workload/load-result.js';
import { InvalidWorkload } from '../workload/problem.js';
import { readWorkload, readWorkloadFile } from '../workload/read-workload.js';
import type { Workload } from '../workload/workload.js';

/**
 * Reads a workload from a file, or from standard input where the file is called `-`.
 * @throws InvalidWorkload with everything that is wrong with it
 */
export async function loadInput(file: string, options: LoadOptions): Promise<Workload> {
  const result =
    file === '-'
      ? await readWorkload('<stdin>', process.stdin, options)
      : await readWorkloadFile(file, options);
  if (!result.ok) throw new InvalidWorkload(result.problems);
  return result.workload;
}
