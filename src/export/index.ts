import { batsim } from './batsim.js';
import { csv } from './csv.js';
import type { ExportFormat } from './export-format.js';
import { swf } from './swf.js';
import { trace } from './trace.js';

/** The formats that workloads and runs can be written in: one line each. */
export const exportFormats: readonly ExportFormat[] = [swf, csv, batsim, trace];

/** By name. */
export function findExportFormat(name: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.name === name.toLowerCase());
}
