import { describe, expect, it } from '@jest/globals';
import { render } from '../../src/render/index.js';
import { textWidth } from '../../src/render/layout/grid.js';
import { hostileReport, longReport, sampleReport } from './sample-report.js';

describe('the tables', () => {
  it.each([60, 80, 120])('at %d characters', (width) => {
    expect(render(sampleReport(), { format: 'table', width, color: false })).toMatchSnapshot();
  });

  it('in colour', () => {
    expect(visible(render(sampleReport(), { format: 'table', width: 120, color: true }))).toMatchSnapshot();
  });

  it('have the same text with and without colour', () => {
    for (const width of [60, 80, 120, 200]) {
      const plain = render(sampleReport(), { format: 'table', width, color: false });
      const colored = render(sampleReport(), { format: 'table', width, color: true });
      expect(withoutColor(colored)).toBe(plain);
    }
  });

  it('fit into the width', () => {
    for (let width = 44; width <= 200; width++) {
      const text = render(sampleReport(), { format: 'table', width, color: false });
      for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('have no blanks at the ends of lines', () => {
    expect(render(sampleReport(), { format: 'table', width: 100, color: false })).not.toMatch(/ \n/);
  });

  it('show a p95 from 20 finished jobs on', () => {
    expect(render(longReport(19), { format: 'table', width: 80, color: false })).not.toContain('p95');
    expect(render(longReport(20), { format: 'table', width: 80, color: false })).toContain('p95');
  });

  it('of very many jobs show the first ones and say so', () => {
    const lines = render(longReport(203), { format: 'table', width: 80, color: false }).split('\n');
    expect(lines).toContain('… and 3 more: --json and --csv have them all');
    expect(lines.filter((line) => line.startsWith('job-'))).toHaveLength(200);
  });

  it('of no jobs still tell of the run', () => {
    const report = { ...longReport(1), jobs: [] };
    expect(render(report, { format: 'table', width: 80, color: false })).toContain('w.yaml: fcfs');
  });

  it('let nothing through that a terminal obeys', () => {
    for (const width of [60, 200]) {
      expect(render(hostileReport(), { format: 'table', width, color: false })).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/,
      );
    }
  });
});

// Helpers

/** Escape sequences as text that can be read in a snapshot. */
function visible(text: string): string {
  return text.replaceAll('\u001b[', '␛');
}

function withoutColor(text: string): string {
  return text.replace(/\u001b\[\d+m/g, '');
}
