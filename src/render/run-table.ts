import { printable } from '../workload/printable.js';
import type { Look } from './format.js';
import { drawGrid, textWidth } from './layout/grid.js';
import { NOTHING } from './layout/numbers.js';
import { createPaint } from './layout/paint.js';

/** A run on a Docker host, as `tfsched ps` shows it. What is not known is undefined. */
export interface ShownRun {
  readonly id: string;
  readonly state: string;
  readonly owner: string | undefined;
  readonly cores: string | undefined;
  /** Containers by their state. */
  readonly counts: Readonly<Partial<Record<(typeof STATES)[number], number>>>;
  /** What there is of it where there are no containers. */
  readonly trace: string;
  /** Seconds. */
  readonly age: number | undefined;
  readonly folder: string | undefined;
  readonly containers: readonly ShownContainer[];
}

export interface ShownContainer {
  readonly name: string;
  readonly job: string;
  readonly attempt: number | undefined;
  readonly state: string;
  readonly cores: string | undefined;
}

const STATES = ['running', 'paused', 'armed', 'created', 'ended'] as const;

/**
 * One line a run, and below them one line a container where they are asked for. Folders are not cut: they are what one copies.
 * @param withContainers also those of each run
 */
export function runTable(runs: readonly ShownRun[], withContainers: boolean, look: Look): string {
  const titles = ['run', 'state', 'owner', 'cores', 'containers', 'age', 'folder'];
  const rows = runs.map(({ id, state, owner, cores, counts, trace, age, folder }) => [
    id,
    state,
    owner ?? NOTHING,
    cores ?? NOTHING,
    STATES.flatMap((each) => (counts[each] === undefined ? [] : [`${counts[each]} ${each}`])).join(', ') ||
      trace,
    age === undefined ? NOTHING : ageText(age),
    folder ?? NOTHING,
  ]);
  const parts = [grid(titles, rows, look)];
  if (withContainers && runs.some(({ containers }) => containers.length > 0))
    parts.push(containerGrid(runs, look));
  return parts.join('\n');
}

function containerGrid(runs: readonly ShownRun[], look: Look): string {
  const titles = ['run', 'container', 'job', 'attempt', 'state', 'cores'];
  const rows = runs.flatMap(({ id, containers }) =>
    containers.map(({ name, job, attempt, state, cores }) => [
      id,
      name,
      job,
      attempt === undefined ? NOTHING : String(attempt),
      state,
      cores ?? NOTHING,
    ]),
  );
  return grid(titles, rows, look);
}

/** Labels may hold what a terminal would obey. */
function grid(titles: readonly string[], rows: readonly (readonly string[])[], { color }: Look): string {
  const safe = rows.map((row) => row.map(printable));
  const columns = titles.map((title, index) => ({
    title: [title],
    align: 'left' as const,
    width: Math.max(...[title, ...safe.map((row) => row[index] ?? '')].map(textWidth)),
  }));
  return `${drawGrid(columns, safe, createPaint(color)).join('\n')}\n`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** In the largest unit of which there are two, or in seconds. A clock that went back makes no age negative. */
function ageText(seconds: number): string {
  const age = Math.max(0, seconds);
  if (age >= 2 * DAY) return `${Math.floor(age / DAY)} d`;
  if (age >= 2 * HOUR) return `${Math.floor(age / HOUR)} h`;
  if (age >= 2 * MINUTE) return `${Math.floor(age / MINUTE)} min`;
  return `${Math.floor(age)} s`;
}
