import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findExportFormat } from '../../src/export/index.js';
import { generateWorkload } from '../../src/generate/generate.js';
import { DEFAULT_IMPORT_OPTIONS } from '../../src/import/import-format.js';
import { findImportFormat } from '../../src/import/index.js';
import { loadWorkload } from '../../src/workload/load/load.js';
import type { JobSpec, Workload } from '../../src/workload/workload.js';
import { workloadPieces } from '../../src/workload/write/write-workload.js';
import { validJobs } from './valid-jobs.js';

async function again(format: string, workload: Workload): Promise<Workload> {
  const text = [...findExportFormat(format)!.fromWorkload!(workload)];
  const { result } = await findImportFormat(format)!.read('f', text, DEFAULT_IMPORT_OPTIONS);
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.workload;
}

const bare = ({ jobs }: Pick<Workload, 'jobs'>): readonly JobSpec[] => jobs;

describe('import, export, import', () => {
  it('of SWF gives the same', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const generated = {
        file: 'g',
        ...generateWorkload({ jobs: 50, cores: 16, users: 5, overestimate: 2 }, seed),
      };
      const once = await again('swf', generated);
      expect(
        once.jobs.map(({ arrival, cores, work, estimate }) => ({ arrival, cores, work, estimate })),
      ).toEqual(
        generated.jobs.map(({ arrival, cores, work, estimate }) => ({ arrival, cores, work, estimate })),
      );
      expect(await again('swf', once)).toEqual(once);
    }
  });

  it('of CSV gives the same, for any job there can be', async () => {
    await fc.assert(
      fc.asyncProperty(validJobs(), async (jobs) => {
        // Values of env may be passwords: a table does not have them.
        const workload = { file: 'f', jobs: jobs.map((job) => ({ ...job, env: {} })) };
        expect(bare(await again('csv', { file: 'f', jobs }))).toEqual(bare(workload));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a workload that is written', () => {
  it.each(['yaml', 'jsonl'] as const)('as %s loads as the same one, for any job there can be', (form) => {
    fc.assert(
      fc.property(validJobs(), (jobs) => {
        const text = [...workloadPieces({ jobs }, form)].join('');
        const loaded = loadWorkload(`f.${form}`, text);
        expect(loaded.ok ? bare(loaded.workload) : loaded.problems).toEqual(jobs);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its name and cores', () => {
    const text = [
      ...workloadPieces({ ...generateWorkload({ jobs: 2, cores: 4 }, 1), name: 'a: "b"' }, 'yaml'),
    ].join('');
    const loaded = loadWorkload('f.yaml', text);
    expect(loaded.ok && loaded.workload).toMatchObject({ name: 'a: "b"', cores: 4 });
  });
});
