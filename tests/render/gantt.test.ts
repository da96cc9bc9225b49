import { describe, expect, it } from '@jest/globals';
import { render } from '../../src/render/index.js';
import { textWidth } from '../../src/render/layout/grid.js';
import { axis } from '../../src/render/layout/time-axis.js';
import { hostileReport, longReport, sampleReport } from './sample-report.js';

describe('the Gantt chart', () => {
  it.each([60, 120])('at %d characters', (width) => {
    expect(render(sampleReport(), { format: 'gantt', width, color: false })).toMatchSnapshot();
  });

  it('has a part of the time in every column', () => {
    // Three jobs of 2 s: 6 s on 60 columns beside a name of 5 and a gap of 2.
    const lines = render(longReport(3), { format: 'gantt', width: 67, color: false }).split('\n');
    const row = (name: string): string => lines.find((line) => line.startsWith(name))!.slice(7);
    expect(row('job-1')).toBe('1'.repeat(20));
    expect(row('job-2')).toBe('.'.repeat(20) + '1'.repeat(20));
    expect(row('job-3')).toBe('.'.repeat(40) + '1'.repeat(20));
  });

  it('fits into the width, and obeys nobody', () => {
    for (const report of [sampleReport(), hostileReport(), { ...longReport(1), jobs: [] }]) {
      const lines = render(report, { format: 'gantt', width: 80, color: false }).split('\n').slice(1);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(80);

      expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  });
});

describe('its scale', () => {
  it('has labels at round times, each at its mark', () => {
    expect(axis(0, 100, 50)).toEqual([
      '0 s       20 s      40 s      60 s      80 s',
      '┬─────────┬─────────┬─────────┬─────────┬─────────',
    ]);
  });

  it('has decimals where the times need them', () => {
    expect(axis(0, 1, 40)[0]).toBe('0.0 s               0.5 s');
  });

  it('has a label where it begins, though 1.1 is a little more than eleven tenths', () => {
    expect(axis(1.1, 2.1, 100)[0]).toMatch(/^1\.1 s {5}1\.2 s/);
  });

  it('may begin anywhere', () => {
    expect(axis(7, 27, 40)).toEqual([
      '      10 s      15 s      20 s      25 s',
      '──────┬─────────┬─────────┬─────────┬───',
    ]);
  });
});
