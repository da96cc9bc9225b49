import { describe, expect, it } from '@jest/globals';
import { parseReport } from '../../src/metrics/report.js';
import { render, renderPieces } from '../../src/render/index.js';
import { hostileReport, longReport, sampleReport } from './sample-report.js';

const LOOK = { format: 'json', width: 80, color: false } as const;

describe('JSON', () => {
  it.each([
    ['a run', sampleReport()],
    ['one with more rows than are written at a time', longReport(2500)],
    ['one without jobs', { ...longReport(1), jobs: [], segments: [] }],
    ['a hostile one', hostileReport()],
  ])('is one value, the report itself: %s', (_, report) => {
    const value: unknown = JSON.parse(render(report, LOOK));
    expect(value).toEqual(report);
    expect(parseReport(value)).toMatchObject({ ok: true });
  });

  it('has no control characters', () => {
    expect(render(hostileReport(), LOOK)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('does not depend on width or colour', () => {
    expect(render(sampleReport(), { ...LOOK, width: 200, color: true })).toBe(render(sampleReport(), LOOK));
  });

  it('comes in pieces, so that a long report need not be one text', () => {
    expect([...renderPieces(longReport(2500), LOOK)].every((piece) => piece.length < 2_000_000)).toBe(true);
  });
});
