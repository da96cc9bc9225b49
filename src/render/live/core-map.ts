import { printable } from '../../workload/printable.js';
import { cut, GAP, textWidth } from '../layout/grid.js';
import type { Paint } from '../layout/paint.js';
import type { LiveJob, LiveState } from './live-state.js';

/** A name in a core's cell is not longer than that. */
const LONGEST_NAME = 14;

/** With more lines of cells than that, each core is one character. */
const MOST_LINES = 4;

/** Each core of the pool and who holds it; nothing where jobs hold no cores of their own (policy none). */
export function coreMap(state: LiveState, width: number, paint: Paint): string[] {
  const cores = [...state.holders];
  if (cores.length === 0 || state.config?.realloc === null) return [];
  const names = [...state.jobs.values()].reduce(
    (widest, { id }) => Math.max(widest, Math.min(LONGEST_NAME, textWidth(printable(id)))),
    1,
  );
  const idWidth = Math.max(...cores.map(([id]) => String(id).length));
  const cellWidth = idWidth + 1 + names;
  const perLine = Math.max(1, Math.floor((width + GAP) / (cellWidth + GAP)));
  const lineCount = Math.ceil(cores.length / perLine);
  if (lineCount > MOST_LINES || cellWidth > width) return strip(cores, width, paint);
  return Array.from({ length: lineCount }, (_, line) =>
    cores
      .slice(line * perLine, (line + 1) * perLine)
      .map(([id, holder]) => cell(String(id).padStart(idWidth), holder, names, paint))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function cell(id: string, holder: LiveJob | undefined, names: number, paint: Paint): string {
  if (holder === undefined) return `${paint.quiet(`${id} ·`)}${' '.repeat(names - 1)}`;
  const name = cut(printable(holder.id), names);
  const blanks = ' '.repeat(Math.max(0, names - textWidth(name)));
  return `${paint.quiet(id)} ${paint.job(holder.position, name)}${blanks}`;
}

/** One character a core: the last letter or digit of its job's name, a dot for a free one. */
function strip(cores: readonly [number, LiveJob | undefined][], width: number, paint: Paint): string[] {
  const marks = cores.map(([, holder]) =>
    holder === undefined ? paint.quiet('·') : paint.job(holder.position, printable(holder.id).slice(-1)),
  );
  const held = cores.filter(([, holder]) => holder !== undefined).length;
  const lines = [paint.quiet(cut(`${held} of ${cores.length} cores held`, width))];
  for (let first = 0; first < marks.length; first += width)
    lines.push(marks.slice(first, first + width).join(''));
  return lines;
}
