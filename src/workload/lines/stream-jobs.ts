import type { LoadOptions } from '../load-result.js';
import { InvalidWorkload } from '../problem.js';
import { notUtf8 } from '../syntax/text-problem.js';
import type { JobSpec } from '../workload.js';
import { lineBatches, NotUtf8 } from './line-batches.js';
import type { TextSource } from './line-batches.js';
import { createLineReader } from './line-reader.js';

/**
 * The jobs of JSON lines one by one, in file order: holds a piece of the file, and the ids seen so far.
 *
 * @throws InvalidWorkload at the end of the source, with everything that is wrong; no job follows the first fault.
 * Whatever the source throws is thrown on.
 */
export async function* streamJobs(
  file: string,
  source: TextSource,
  options: LoadOptions = {},
): AsyncGenerator<JobSpec, void> {
  const reader = createLineReader(file, options);
  try {
    for await (const lines of lineBatches(source)) {
      for (const line of lines) {
        const job = reader.read(line);
        if (job !== undefined && reader.problems('now').length === 0) yield job;
      }
    }
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    throw new InvalidWorkload([...reader.problems('now'), notUtf8(file, reader.lines + 1)]);
  }
  const problems = reader.problems('end');
  if (problems.length > 0) throw new InvalidWorkload(problems);
}
