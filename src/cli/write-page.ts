import type { PicturedRun } from '../pictures/run/pictured-run.js';
import type { Io } from './io.js';
import { writeResult } from './output.js';

/**
 * Writes a run as a page for browsers, and says where.
 * @throws WriteError
 */
export async function writePage(
  run: PicturedRun,
  file: string,
  io: Io,
  tell: (line: string) => void,
): Promise<void> {
  // It is large, and most commands do without.
  const { runPage } = await import('../page/page.js');
  writeResult(await runPage(run), file, io);
  tell(`wrote ${file}`);
}
