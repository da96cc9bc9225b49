import { Document, isMap } from 'yaml';
import { jsonText, printable } from '../printable.js';
import type { JobSpec, Workload } from '../workload.js';
import { jobKeysOf } from './job-text.js';

/** A workload as a file that loads as the same one; pieces to be written one after the other. */
export function* workloadPieces(
  { name, cores, jobs }: Omit<Workload, 'file'>,
  form: 'yaml' | 'jsonl',
): Generator<string, void> {
  if (form === 'yaml') {
    const head = { ...(name !== undefined && { name }), ...(cores !== undefined && { cores }) };
    for (const [key, value] of Object.entries(head))
      yield safely(new Document({ [key]: value }).toString(), () => `${key}: ${jsonText(value)}\n`);
    yield 'jobs:\n';
  }
  for (const job of jobs) yield form === 'yaml' ? `  - ${yamlLine(job)}` : `${jsonText(jobKeysOf(job))}\n`;
}

/** The job on one line, however long, as long lists of jobs are read in columns. */
function yamlLine(job: JobSpec): string {
  const keys = jobKeysOf(job);
  const document = new Document(keys);
  if (isMap(document.contents)) document.contents.flow = true;
  return safely(
    document.toString({ lineWidth: 0, flowCollectionPadding: true }),
    () => `${jsonText(keys)}\n`,
  );
}

/** YAML as people write it, unless it has what a terminal would obey: then as JSON, which is YAML too and can escape it. */
function safely(yaml: string, json: () => string): string {
  return yaml.split('\n').every((line) => printable(line) === line) ? yaml : json();
}
