import fc from 'fast-check';
import { loadWorkload } from '../../src/workload/load/load.js';
import type { JobSpec } from '../../src/workload/workload.js';
import { jobEntries, jsonLine } from '../workload/job-arbitrary.js';

/** Some jobs that can be in one workload, every key among them. */
export function validJobs(): fc.Arbitrary<readonly JobSpec[]> {
  return fc
    .array(jobEntries.map(jsonLine), { minLength: 1, maxLength: 12 })
    .map((lines) => {
      const kept: string[] = [];
      for (const line of lines) if (jobsOf([...kept, line]) !== undefined) kept.push(line);
      return jobsOf(kept) ?? [];
    })
    .filter((jobs) => jobs.length > 0);
}

function jobsOf(lines: readonly string[]): readonly JobSpec[] | undefined {
  const loaded = loadWorkload('f.jsonl', lines.join('\n'));
  return loaded.ok ? loaded.workload.jobs : undefined;
}
