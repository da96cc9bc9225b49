import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadWorkload } from '../../../src/workload/load/load.js';
import { fileSchema } from '../../../src/workload/schema/schema.js';
import { jobEntries } from '../job-arbitrary.js';

describe('fileSchema', () => {
  it('accepts every workload that the loader accepts, and no value that it refuses', () => {
    fc.assert(
      fc.property(fc.array(jobEntries, { maxLength: 2 }), (jobs) => {
        const text = JSON.stringify({ jobs: jobs.map((entries) => Object.fromEntries(entries)) });
        const bySchema = fileSchema.safeParse(JSON.parse(text)).success;
        const byLoader = loadWorkload('w.json', text);
        if (byLoader.ok) expect(bySchema).toBe(true);
        // What the loader says beyond the schema are rules between keys, and they are said of whole jobs or values.
        else if (bySchema) expect(byLoader.problems.every(({ message }) => isRule(message))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** Does the message come from a rule between keys, and not from the value of one? */
function isRule(message: string): boolean {
  return /given|missing|above|below|only for|parameter|same|taken|takes no|two mounts|not allowed|asks for/.test(
    message,
  );
}
