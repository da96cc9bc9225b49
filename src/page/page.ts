import { readFile } from 'node:fs/promises';
import type { PicturedRun } from '../pictures/run/pictured-run.js';
import { htmlOf } from './html.js';

/** A run as a page for browsers, in pieces. The page's script is made by the build. */
export async function runPage(run: PicturedRun): Promise<readonly string[]> {
  return htmlOf(run, await readFile(new URL('browser.js', import.meta.url), 'utf8'));
}
