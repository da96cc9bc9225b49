import { printable } from '../../workload/printable.js';
import { fitColumns } from '../layout/fit-columns.js';
import { cut, drawGrid, textWidth } from '../layout/grid.js';
import { createPaint, type Paint } from '../layout/paint.js';
import { coreMap } from './core-map.js';
import { liveColumns } from './live-columns.js';
import type { LiveState } from './live-state.js';

/** The least that a view needs: a head and something below it. */
const LEAST_HEIGHT = 4;

/**
 * The live view of a run: what is going on, each core and who holds it, the running jobs and how far they are, the queue.
 * @param now seconds on the run's clock
 * @param width no line takes more columns of the terminal
 * @param height there are no more lines
 */
export function drawLive(
  state: LiveState,
  now: number,
  width: number,
  height: number,
  color: boolean,
): string[] {
  const paint = createPaint(color);
  const head = headLines(state, now, width, paint);
  const map = coreMap(state, width, paint);
  const queue = queueLine(state, width, paint);
  const room = Math.max(LEAST_HEIGHT, height) - head.length - 1;
  const cores = map.length > 0 && map.length + 2 <= room ? [...map, ''] : [];
  const jobs = runningLines(state, now, width, room - cores.length - (queue.length > 0 ? 2 : 0), paint);
  const lines = [...head, '', ...cores, ...jobs];
  if (queue.length > 0) lines.push(...(jobs.length > 0 ? [''] : []), ...queue);
  while (lines.at(-1) === '') lines.pop();
  return lines.slice(0, Math.max(1, height));
}

function headLines(state: LiveState, now: number, width: number, paint: Paint): string[] {
  const { config, counts, running, waiting } = state;
  const rules = [config?.policy, config?.realloc]
    .filter((part) => part !== undefined && part !== null)
    .join(' ');
  const paused = [...waiting].filter((job) => job.phase === 'paused').length;
  const parts: [string, (text: string) => string][] = [
    [`${now.toFixed(1)} s`, paint.strong],
    [`${counts.done} of ${counts.total} done`, paint.good],
    [counts.failed > 0 ? `${counts.failed} failed` : '', paint.bad],
    [counts.cancelled > 0 ? `${counts.cancelled} cancelled` : '', paint.odd],
    [`${running.size} running`, (text) => text],
    [`${waiting.size - paused} queued`, (text) => text],
    [paused > 0 ? `${paused} paused` : '', (text) => text],
    [counts.expected > 0 ? `${counts.expected} to come` : '', paint.quiet],
  ];
  const title = cut(printable(`${state.title}: ${rules}`), width);
  const figures = parts.filter(([text]) => text !== '');
  const line = joined(figures, width);
  return config === undefined ? [line] : [paint.quiet(title), line];
}

/** As many of the parts as fit into a line. */
function joined(parts: readonly [string, (text: string) => string][], width: number): string {
  let line = '';
  let used = 0;
  for (const [text, show] of parts) {
    const gap = used === 0 ? '' : '   ';
    if (used + gap.length + textWidth(text) > width) break;
    line += gap + show(text);
    used += gap.length + textWidth(text);
  }
  return line;
}

function runningLines(state: LiveState, now: number, width: number, room: number, paint: Paint): string[] {
  const jobs = [...state.running];
  if (jobs.length === 0 || room < 1) return [];
  const fit = jobs.length <= room ? jobs.length : room - 1;
  const shown = jobs.slice(0, Math.max(0, fit));
  const { columns, rows } = fitColumns(liveColumns(shown, now, paint), shown, width);
  const untitled = columns.map((column) => ({ ...column, title: [] }));
  const more = jobs.length - shown.length;
  return [
    ...drawGrid(untitled, rows, paint),
    ...(more > 0 ? [paint.quiet(cut(`… and ${more} more running`, width))] : []),
  ];
}

function queueLine(state: LiveState, width: number, paint: Paint): string[] {
  if (state.waiting.size === 0) return [];
  let line = 'waiting:';
  let left = state.waiting.size;
  for (const job of state.waiting) {
    const next = ` ${printable(job.id)}${job.phase === 'paused' ? ' (paused)' : ''}`;
    const more = left > 1 ? ` … ${left - 1} more` : '';
    if (textWidth(line + next + more) > width) break;
    line += next;
    left -= 1;
  }
  if (left > 0) line += ` … ${left} more`;
  return [paint.quiet(cut(line, width))];
}
