import { csv } from './csv.js';
import type { ImportFormat } from './import-format.js';
import { requests } from './requests.js';
import { swf } from './swf.js';

/** The formats that workloads can come from: one line each. */
export const importFormats: readonly ImportFormat[] = [swf, requests, csv];

/** By name, or by the end of the name of a file. */
export function findImportFormat(word: string): ImportFormat | undefined {
  const lower = word.toLowerCase();
  return importFormats.find(
    ({ name, extensions }) => name === lower || extensions.some((extension) => lower.endsWith(extension)),
  );
}
