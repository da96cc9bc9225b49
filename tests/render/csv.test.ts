import { describe, expect, it } from '@jest/globals';
import { render } from '../../src/render/index.js';
import type { RunReport } from '../../src/metrics/report.js';
import { hostileReport, longReport, sampleReport } from './sample-report.js';

describe('CSV', () => {
  it('has a head and a line for each job', () => {
    expect(csv(sampleReport())).toMatchSnapshot();
  });

  it('ends every line as RFC 4180 has it', () => {
    expect(csv(longReport(3)).split('\r\n')).toHaveLength(5);
  });

  it('reads back to the figures of the jobs, names and all', () => {
    const report = sampleReport();
    const [head = [], ...rows] = parseCsv(csv(report));
    expect(rows.map((row) => row[head.indexOf('id')])).toEqual(report.jobs.map(({ id }) => id));
    expect(rows.map((row) => Number(row[head.indexOf('waiting')]))).toEqual(
      report.jobs.map(({ waiting }) => waiting),
    );
    expect(rows[4]?.[head.indexOf('started_at')]).toBe('');
    expect(head.toSorted()).toEqual(Object.keys(report.jobs[0]!).toSorted());
  });

  it('gives a spreadsheet no formula to run, and numbers as numbers', () => {
    const report = hostileReport();
    report.jobs[0]!.priority = -3;
    const [head = [], row = []] = parseCsv(csv(report));
    const cell = (name: string): string | undefined => row[head.indexOf(name)];
    expect(cell('model')).toBe(`'=HYPERLINK("http://example.invalid","x")`);
    expect(cell('user')).toBe(`'+1\r\n"2",3\u202e`);
    expect(cell('priority')).toBe('-3');
  });

  it.each(['=', '+', '-', '@', '\t', '\r', '＝'])(
    'puts a quote before a text that begins with %j',
    (first) => {
      const report = longReport(1);
      report.jobs[0]!.model = `${first}1`;
      expect(parseCsv(csv(report))[1]?.[1]).toBe(`'${first}1`);
    },
  );

  it.each([
    ["'=1", "''=1"],
    ["'a", "'a"],
    ['\u001b[31m', '\\u001b[31m'],
    ['\u009b31m', '\\u009b31m'],
    [' a ', ' a '],
  ])('has %j as %j', (text, cell) => {
    const report = longReport(1);
    report.jobs[0]!.model = text;
    expect(parseCsv(csv(report))[1]?.[1]).toBe(cell);
  });
});

// Helpers

function csv(report: RunReport): string {
  return render(report, { format: 'csv', width: 80, color: false });
}

/** RFC 4180, written from the grammar. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    if (pattern.lastIndex === text.length) return rows;
  }
  throw new Error('not RFC 4180');
}
