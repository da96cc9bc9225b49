import type { JobReport } from './report.js';

/** Rows a block holds. */
const BLOCK = 8192;

/** Numbers of a row: 22 figures, the places of four words in the list of distinct words, the place in the file. */
const WIDTH = 27;

const NO_CELLS = new Float64Array();

/**
 * Jobs that are over, packed: a million rows as objects would take a gigabyte, and most of a simulation's time would go
 * into the garbage collector's visits to them.
 */
export class JobArchive {
  private readonly blocks: Float64Array[] = [];
  private readonly ids: string[] = [];
  private readonly words: (string | null)[] = [];
  private readonly places = new Map<string | null, number>();

  add(row: JobReport, position: number): void {
    const index = this.ids.length;
    this.ids.push(row.id);
    const cells = (this.blocks[Math.floor(index / BLOCK)] ??= new Float64Array(BLOCK * WIDTH));
    const first = (index % BLOCK) * WIDTH;
    cells[first + 0] = row.arrival;
    cells[first + 1] = row.cores;
    cells[first + 2] = row.min_cores;
    cells[first + 3] = row.max_cores;
    cells[first + 4] = row.priority;
    cells[first + 5] = row.dedicated ?? Number.NaN;
    cells[first + 6] = row.exit_code ?? Number.NaN;
    cells[first + 7] = row.started_at ?? Number.NaN;
    cells[first + 8] = row.finished_at ?? Number.NaN;
    cells[first + 9] = row.first_run ?? Number.NaN;
    cells[first + 10] = row.waiting;
    cells[first + 11] = row.service;
    cells[first + 12] = row.turnaround ?? Number.NaN;
    cells[first + 13] = row.slowdown ?? Number.NaN;
    cells[first + 14] = row.bounded_slowdown ?? Number.NaN;
    cells[first + 15] = row.core_seconds;
    cells[first + 16] = row.cpu_seconds ?? Number.NaN;
    cells[first + 17] = row.preemptions;
    cells[first + 18] = row.resizes;
    cells[first + 19] = row.attempts;
    cells[first + 20] = row.steps ?? Number.NaN;
    cells[first + 21] = row.startup ?? Number.NaN;
    cells[first + 22] = this.placeOf(row.model);
    cells[first + 23] = this.placeOf(row.user);
    cells[first + 24] = this.placeOf(row.state);
    cells[first + 25] = this.placeOf(row.reason);
    cells[first + 26] = position;
  }

  /** Every row with its place in the file, made anew. */
  *rows(): Generator<{ readonly row: JobReport; readonly position: number }> {
    for (let index = 0; index < this.ids.length; index += 1) {
      const cells = this.blocks[Math.floor(index / BLOCK)] ?? NO_CELLS;
      const first = (index % BLOCK) * WIDTH;
      yield { row: this.unpack(index, cells, first), position: numberAt(cells, first + 26) };
    }
  }

  // Spelt out field by field: a loop over names is ten times as slow, and a field that is forgotten does not compile.
  private unpack(index: number, cells: Float64Array, first: number): JobReport {
    return {
      id: this.ids[index] ?? '',
      model: this.wordAt(cells, first + 22) ?? '',
      user: this.wordAt(cells, first + 23),
      arrival: numberAt(cells, first + 0),
      cores: numberAt(cells, first + 1),
      min_cores: numberAt(cells, first + 2),
      max_cores: numberAt(cells, first + 3),
      priority: numberAt(cells, first + 4),
      dedicated: numberOrNull(cells, first + 5),
      state: this.wordAt(cells, first + 24) as JobReport['state'],
      exit_code: numberOrNull(cells, first + 6),
      reason: this.wordAt(cells, first + 25),
      started_at: numberOrNull(cells, first + 7),
      finished_at: numberOrNull(cells, first + 8),
      first_run: numberOrNull(cells, first + 9),
      waiting: numberAt(cells, first + 10),
      service: numberAt(cells, first + 11),
      turnaround: numberOrNull(cells, first + 12),
      slowdown: numberOrNull(cells, first + 13),
      bounded_slowdown: numberOrNull(cells, first + 14),
      core_seconds: numberAt(cells, first + 15),
      cpu_seconds: numberOrNull(cells, first + 16),
      preemptions: numberAt(cells, first + 17),
      resizes: numberAt(cells, first + 18),
      attempts: numberAt(cells, first + 19),
      steps: numberOrNull(cells, first + 20),
      startup: numberOrNull(cells, first + 21),
    };
  }

  private wordAt(cells: Float64Array, cell: number): string | null {
    return this.words[numberAt(cells, cell)] ?? null;
  }

  private placeOf(word: string | null): number {
    let place = this.places.get(word);
    if (place === undefined) {
      place = this.words.push(word) - 1;
      this.places.set(word, place);
    }
    return place;
  }
}

function numberAt(cells: Float64Array, cell: number): number {
  return cells[cell] ?? Number.NaN;
}

/** NaN stands for null. */
function numberOrNull(cells: Float64Array, cell: number): number | null {
  const value = numberAt(cells, cell);
  return Number.isNaN(value) ? null : value;
}
