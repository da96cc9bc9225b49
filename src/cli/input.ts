import { createReadStream } from 'node:fs';
import { DEFAULT_IMPORT_OPTIONS, type ImportFormat, type ImportOptions } from '../import/import-format.js';
import { findImportFormat } from '../import/index.js';
import type { TextSource } from '../workload/lines/line-batches.js';
import type { LoadOptions } from '../workload/load-result.js';
import { readWorkload, readWorkloadFile, unreadableFile } from '../workload/load/read-workload.js';
import { printable } from '../workload/printable.js';
import { InvalidWorkload } from '../workload/problem.js';
import type { Workload } from '../workload/workload.js';

/**
 * Reads a workload from a file, or from standard input where the file is called `-`. A file of another tool, by the end of its name, is
 * imported.
 * @param tell takes a line for what was left out of a file of another tool
 * @throws InvalidWorkload with everything that is wrong with it
 */
export async function loadInput(
  file: string,
  options: LoadOptions,
  tell: (line: string) => void,
): Promise<Workload> {
  const format = file === '-' ? undefined : findImportFormat(file);
  if (format !== undefined) {
    return importWorkload(format, file, createReadStream(file), DEFAULT_IMPORT_OPTIONS, tell);
  }
  const result =
    file === '-'
      ? await readWorkload('<stdin>', process.stdin, options)
      : await readWorkloadFile(file, options);
  if (!result.ok) throw new InvalidWorkload(result.problems);
  return result.workload;
}

/** Throws and tells as `loadInput`. */
export async function importWorkload(
  format: ImportFormat,
  file: string,
  source: TextSource,
  options: ImportOptions,
  tell: (line: string) => void,
): Promise<Workload> {
  const { result, notes } = await format.read(file, source, options).catch((error: unknown) => {
    throw new InvalidWorkload([unreadableFile(file, error)]);
  });
  for (const note of notes) tell(printable(`note: ${note}`));
  if (!result.ok) throw new InvalidWorkload(result.problems);
  return result.workload;
}
