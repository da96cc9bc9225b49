import { FONT } from '../draw.js';
import type { Picture } from '../picture.js';
import { LIGHT } from '../theme.js';
import { gantt } from './gantt.js';
import type { PicturedRun } from './pictured-run.js';
import { usage } from './usage.js';
import { waiting } from './waiting.js';

/** The pictures of a run for files: none where no job has arrived, none of distributions where none has finished. */
export function picturesOf(run: PicturedRun): readonly Picture[] {
  if (run.report.jobs.every(({ turnaround }) => turnaround === null)) return [];
  const look = { theme: LIGHT, font: FONT, interactive: false };
  return [gantt(run, look), usage(run, look), waiting(run, look)].filter((picture) => picture !== undefined);
}
