import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pngOf, svgOf } from '../../pictures/draw.js';
import { heatMap } from '../../pictures/heat-map.js';
import { speedUpCurves } from '../../pictures/speed-up.js';
import type { ProfileReport } from '../../profile/profile-report.js';
import { reasonOf, WriteError } from '../errors.js';

/**
 * Draws a heat map for each program and one picture of their speed-ups, as SVG and as PNG.
 * @returns the files
 * @throws WriteError
 */
export async function writePictures({ programs }: ProfileReport, folder: string): Promise<readonly string[]> {
  const pictures = [
    ...programs.filter(({ cells }) => cells.length > 0).map(heatMap),
    ...[speedUpCurves(programs)].filter((picture) => picture !== undefined),
  ];
  const files: string[] = [];
  const write = (name: string, content: string | Uint8Array): void => {
    const file = join(folder, name);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, content);
    } catch (error) {
      throw new WriteError(`a picture cannot be written: ${reasonOf(error)}`);
    }
    files.push(file);
  };
  for (const picture of pictures) {
    const svg = await svgOf(picture);
    write(`${picture.name}.svg`, svg);
    write(`${picture.name}.png`, await pngOf(svg));
  }
  return files;
}
