import { describe, expect, it } from '@jest/globals';
import type { ProfileReport } from '../../../src/profile/profile-report.js';
import { profileCsv } from '../../../src/render/profile/profile-csv.js';
import { profileTable } from '../../../src/render/profile/profile-table.js';

const ESCAPE = '\u001b[31m';

const report: ProfileReport = {
  version: 1,
  host: 'lab, 2 cores',
  interrupted: false,
  overheads: { start: 0.0624, pause: 0.02, resume: 0.0111, resize: null },
  programs: [
    {
      program: `app:1 ${ESCAPE}"x"`,
      unit: 'steps/s',
      cells: [
        {
          cores: 1,
          intra: 2,
          inter: 1,
          pool: 'exact',
          speed: 21.0432,
          lower_quartile: 20.9,
          upper_quartile: 21.3,
          uncertainty: 0.0123,
          of_best: 0.5,
          startup: 2.61,
          samples: 5,
        },
        {
          cores: 2,
          intra: 2,
          inter: 1,
          pool: 'elastic',
          speed: 42.0864,
          lower_quartile: 42,
          upper_quartile: 42.2,
          uncertainty: null,
          of_best: 1,
          startup: 2.5,
          samples: 1,
        },
      ],
      sentence: 'app:1: ask for 2 cores.',
      speedups: [],
      amdahl: { fraction: 0.9, low: 0.85, high: 0.95 },
    },
    { program: 'lstm', unit: 'runs/s', cells: [], sentence: null, speedups: [], amdahl: null },
  ],
};

describe('a profile as a table', () => {
  it('has the cells, what follows from them, and overheads where they were measured', () => {
    expect(profileTable(report, { width: 100, color: false })).toMatchSnapshot();
  });

  it('leaves columns out where there is no room, but not the speed', () => {
    const text = profileTable(report, { width: 40, color: false });
    expect(
      text
        .split('\n')
        .filter((line) => line.includes('─'))
        .every((line) => line.length <= 40),
    ).toBe(true);
    expect(text).toContain('steps/s');
  });

  it('says that it is not whole', () => {
    const text = profileTable({ ...report, interrupted: true }, { width: 100, color: false });
    expect(text).toMatch(/^profile on lab, 2 cores, interrupted: the next call goes on from here\n/);
  });

  it('passes on no escape sequences to a terminal', () => {
    expect(profileTable(report, { width: 100, color: false })).not.toContain(ESCAPE);
  });
});

it('a profile as CSV has a line for each cell', () => {
  const [head, first, second, end] = profileCsv(report).split('\r\n');
  expect(head).toBe(
    'program,unit,cores,intra,inter,pool,speed,lower_quartile,upper_quartile,uncertainty,of_best,startup,samples',
  );
  expect(first).toMatch(/,steps\/s,1,2,1,exact,21.0432,20.9,21.3,0.0123,0.5,2.61,5$/);
  expect(second).toMatch(/,steps\/s,2,2,1,elastic,42.0864,42,42.2,,1,2.5,1$/);
  expect(end).toBe('');
});
