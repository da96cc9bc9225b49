import { Document, isMap } from 'yaml';
import { jobKeysOf } from './job-text.js';
import type { JobSpec, Workload } from './workload.js';

/** A workload as a file that loads as the same one; pieces to be written one after the other. */
export function* workloadPieces(
  { name, cores, jobs }: Omit<Workload, 'file'>,
  form: 'yaml' | 'jsonl',
): Generator<string, void> {
  if (form === 'yaml') {
    const head = { ...(name !== undefined && { name }), ...(cores !== undefined && { cores }) };
    if (Object.keys(head).length > 0) yield new Document(head).toString();
    yield 'jobs:\n';
  }
  for (const job of jobs)
    yield form === 'yaml' ? `  - ${yamlLine(job)}` : `${JSON.stringify(jobKeysOf(job))}\n`;
}

/** The job on one line, however long, as long lists of jobs are read in columns. */
function yamlLine(job: JobSpec): string {
  const document = new Document(jobKeysOf(job));
  if (isMap(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
