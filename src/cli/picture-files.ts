import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pngOf, svgOf } from '../pictures/draw.js';
import type { Picture } from '../pictures/picture.js';
import { reasonOf, WriteError } from './errors.js';

/** The folders that pictures are written into, by kind of file; nothing of a kind without its folder. */
export interface PictureFolders {
  readonly svg?: string | undefined;
  readonly png?: string | undefined;
}

/**
 * Draws pictures into folders, which are made where they are missing.
 * @returns the files
 * @throws WriteError
 */
export async function writePictures(
  pictures: readonly Picture[],
  { svg: svgFolder, png: pngFolder }: PictureFolders,
): Promise<readonly string[]> {
  const files: string[] = [];
  const write = (folder: string, name: string, content: string | Uint8Array): void => {
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
    if (svgFolder !== undefined) write(svgFolder, `${picture.name}.svg`, svg);
    if (pngFolder !== undefined) write(pngFolder, `${picture.name}.png`, await pngOf(svg));
  }
  return files;
}
