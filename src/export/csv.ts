import { csv as reportCsv, csvCell } from '../render/csv.js';
import { jsonText } from '../workload/printable.js';
import { jobKeys } from '../workload/schema/job-schema.js';
import { jobKeysOf } from '../workload/write/job-text.js';
import type { ExportFormat } from './export-format.js';

/**
 * A table with a head: of a workload the keys that its jobs give, which `import` reads again; of a run the figures of each job. Values of
 * `env` may be passwords: they stay in the workload.
 */
export const csv: ExportFormat = {
  name: 'csv',
  summary: 'a table of the jobs, of a workload or a run',
  *fromWorkload({ jobs }) {
    const rows = jobs.map(jobKeysOf);
    const columns = jobKeys.filter((key) => key !== 'env' && rows.some((row) => row[key] !== undefined));
    yield `${columns.join(',')}\r\n`;
    for (const row of rows) yield `${columns.map((column) => csvCell(cellOf(row[column]))).join(',')}\r\n`;
  },
  fromRun: ({ report }) => reportCsv.write(report, { width: 0, color: false }),
};

function cellOf(value: unknown): string | number | null {
  if (value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return jsonText(value);
}
