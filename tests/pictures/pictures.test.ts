import { describe, expect, it } from '@jest/globals';
import { pngOf, svgOf } from '../../src/pictures/draw.js';
import { heatMap } from '../../src/pictures/heat-map.js';
import { speedUpCurves } from '../../src/pictures/speed-up.js';
import type { CellReport, ProgramReport } from '../../src/profile/profile-report.js';

function cell(cores: number, intra: number, speed: number, more: Partial<CellReport> = {}): CellReport {
  return {
    cores,
    intra,
    inter: 1,
    pool: 'exact',
    speed,
    lower_quartile: speed,
    upper_quartile: speed,
    uncertainty: 0.02,
    of_best: speed / 40,
    startup: 2,
    samples: 5,
    ...more,
  };
}

const lstm: ProgramReport = {
  program: 'lstm',
  unit: 'steps/s',
  cells: [cell(1, 1, 20), cell(2, 1, 22), cell(2, 2, 40)],
  sentence: null,
  speedups: [
    { cores: 1, speedup: 1 },
    { cores: 2, speedup: 2 },
  ],
  amdahl: null,
};

/** Texts of a picture, in the order in which they are drawn. */
async function textsOf(picture: Parameters<typeof svgOf>[0]): Promise<readonly string[]> {
  return [...(await svgOf(picture)).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

describe('a heat map', () => {
  it('has each cell with its interval, rows for cores and columns for threads', async () => {
    const texts = await textsOf(heatMap(lstm));
    expect(texts).toEqual(
      expect.arrayContaining(['lstm', '1 core', '2 cores', '20.0 ± 2.0 %', '40.0 ± 2.0 %']),
    );
    expect(texts.filter((text) => text.includes('±'))).toHaveLength(3);
  });

  it('tells inter-op threads and pools apart where there are several', async () => {
    const cells = [cell(1, 1, 20), cell(1, 1, 18, { inter: 2, pool: 'elastic', uncertainty: null })];
    const texts = await textsOf(heatMap({ ...lstm, cells }));
    expect(texts).toEqual(
      expect.arrayContaining(['1 core, 1 inter-op, exact', '1 core, 2 inter-op, elastic', '18.0']),
    );
  });

  it('is named after its program, whatever that is called', () => {
    expect(heatMap({ ...lstm, program: 'app:1 sh -c "../x"' }).name).toBe('heat-map-app-1-sh-c-..-x');
    expect(heatMap({ ...lstm, program: 'mnist_cnn' }).name).toBe('heat-map-mnist_cnn');
  });
});

describe('speed-up curves', () => {
  it('go as far as was measured where nothing is fitted', async () => {
    const texts = await textsOf(speedUpCurves([lstm])!);
    expect(texts).toEqual(expect.arrayContaining(['lstm', 'ideal', '2.00']));
    expect(texts).not.toContain('extrapolated');
  });

  it('go on beyond it where they are, and say so', async () => {
    const fitted = { ...lstm, amdahl: { fraction: 0.9, low: 0.8, high: 0.95 } };
    expect(await textsOf(speedUpCurves([fitted])!)).toContain('extrapolated');
  });

  it('are not drawn for a single count of cores', () => {
    expect(speedUpCurves([{ ...lstm, speedups: [{ cores: 1, speedup: 1 }] }])).toBeUndefined();
    expect(speedUpCurves([])).toBeUndefined();
  });
});

it('a picture is the same as PNG, twice as large', async () => {
  const picture = heatMap(lstm);
  const png = Buffer.from(await pngOf(await svgOf(picture)));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * picture.width, 2 * picture.height]);
});
