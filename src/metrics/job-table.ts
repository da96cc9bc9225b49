import { Bug } from '../core/errors.js';
import type { JobRecord, JobTally } from './job-tally.js';
import type { JobReport } from './report.js';
import { round9, round9OrNull } from './rounding.js';
import { boundedSlowdown, slowdown } from './slowdown.js';
import { WordList } from './word-list.js';

/** Parts of a turnaround may differ from it by so many seconds: rounding, and no more. */
const TOLERANCE = 1e-6;

/** Rows that a block holds. */
const BLOCK = 4096;

/** What a row is made of: as measured, in seconds where it is a time, NaN where it is not known. */
const enum Cell {
  position,
  model,
  user,
  arrival,
  cores,
  minCores,
  maxCores,
  priority,
  dedicated,
  state,
  reason,
  exitCode,
  startedAt,
  finishedAt,
  turnaround,
  waiting,
  service,
  coreSeconds,
  cpuSeconds,
  preemptions,
  resizes,
  attempts,
  steps,
  startup,
  count,
}

/** What a job that has not ended is reported as, and why. */
const UNENDED = { state: 'cancelled', reason: 'the log ends before the job' } as const;

/**
 * All jobs of a run, packed: a million rows as objects would take a gigabyte, and most of a simulation's time would go
 * into the garbage collector's visits to them. A job is known by its place in the order in which the log announces them.
 */
export class JobTable {
  private readonly blocks: Float64Array[] = [];
  private readonly ids: string[] = [];
  private readonly words = new WordList();

  get size(): number {
    return this.ids.length;
  }

  /** Adds a job, of which nothing can be said yet but what it is. @returns its place */
  add(record: JobRecord): number {
    const place = this.ids.push(record.job) - 1;
    if (place % BLOCK === 0) this.blocks.push(new Float64Array(BLOCK * Cell.count));
    const cells = this.block(place);
    const row = rowOf(place);
    cells[row + Cell.position] = record.position;
    cells[row + Cell.model] = this.words.placeOf(record.model);
    cells[row + Cell.user] = this.placeOrNaN(record.user);
    cells[row + Cell.arrival] = record.arrival;
    cells[row + Cell.cores] = record.cores;
    cells[row + Cell.minCores] = record.min_cores;
    cells[row + Cell.maxCores] = record.max_cores;
    cells[row + Cell.priority] = record.priority;
    cells[row + Cell.dedicated] = record.dedicated ?? Number.NaN;
    return place;
  }

  /**
   * Takes down what is to be said of a job.
   * @param now time of the last record: an unfinished job is reported as cancelled, its times up to there
   * @throws Bug when waiting and service do not add up to the turnaround (design 8)
   */
  note(place: number, tally: JobTally, now: number): void {
    const cells = this.block(place);
    const row = rowOf(place);
    const { ended } = tally;
    const waiting = tally.waitingAt(now);
    const service = tally.serviceAt(now);
    const turnaround = tally.hasArrived() ? (ended?.at ?? now) - cells[row + Cell.arrival]! : Number.NaN;
    checkSum(tally.job, waiting, service, turnaround);
    cells[row + Cell.state] = this.words.placeOf(ended?.state ?? UNENDED.state);
    cells[row + Cell.reason] = this.placeOrNaN(ended === undefined ? UNENDED.reason : ended.reason);
    cells[row + Cell.exitCode] = ended?.code ?? Number.NaN;
    cells[row + Cell.startedAt] = tally.startedAt;
    cells[row + Cell.finishedAt] = ended?.at ?? Number.NaN;
    cells[row + Cell.turnaround] = turnaround;
    cells[row + Cell.waiting] = waiting;
    cells[row + Cell.service] = service;
    cells[row + Cell.coreSeconds] = tally.coreSecondsAt(now);
    cells[row + Cell.cpuSeconds] = tally.cpuSeconds();
    cells[row + Cell.preemptions] = tally.preemptions;
    cells[row + Cell.resizes] = tally.resizes;
    cells[row + Cell.attempts] = tally.attempts;
    cells[row + Cell.steps] = tally.steps ?? Number.NaN;
    cells[row + Cell.startup] = tally.startup;
  }

  /** The job's place in the file. */
  position(place: number): number {
    return this.block(place)[rowOf(place) + Cell.position]!;
  }

  /** What was noted of a job last. */
  // Spelt out cell by cell: a loop over names is ten times as slow, and a field that is forgotten does not compile.
  row(place: number): JobReport {
    const cells = this.block(place);
    const row = rowOf(place);
    const arrival = cells[row + Cell.arrival]!;
    const dedicated = cells[row + Cell.dedicated]!;
    const startedAt = cells[row + Cell.startedAt]!;
    const turnaround = cells[row + Cell.turnaround]!;
    return {
      id: this.ids[place]!,
      model: this.wordOrNull(cells[row + Cell.model]!) ?? '',
      user: this.wordOrNull(cells[row + Cell.user]!),
      arrival: round9(arrival),
      cores: cells[row + Cell.cores]!,
      min_cores: cells[row + Cell.minCores]!,
      max_cores: cells[row + Cell.maxCores]!,
      priority: cells[row + Cell.priority]!,
      dedicated: round9OrNull(dedicated),
      state: this.wordOrNull(cells[row + Cell.state]!) as JobReport['state'],
      exit_code: orNull(cells[row + Cell.exitCode]!),
      reason: this.wordOrNull(cells[row + Cell.reason]!),
      started_at: round9OrNull(startedAt),
      finished_at: round9OrNull(cells[row + Cell.finishedAt]!),
      first_run: round9OrNull(startedAt - arrival),
      waiting: round9(cells[row + Cell.waiting]!),
      service: round9(cells[row + Cell.service]!),
      turnaround: round9OrNull(turnaround),
      slowdown: round9OrNull(slowdown(turnaround, dedicated)),
      bounded_slowdown: round9OrNull(boundedSlowdown(turnaround, dedicated)),
      core_seconds: round9(cells[row + Cell.coreSeconds]!),
      cpu_seconds: round9OrNull(cells[row + Cell.cpuSeconds]!),
      preemptions: cells[row + Cell.preemptions]!,
      resizes: cells[row + Cell.resizes]!,
      attempts: cells[row + Cell.attempts]!,
      steps: orNull(cells[row + Cell.steps]!),
      startup: round9OrNull(cells[row + Cell.startup]!),
    };
  }

  private block(place: number): Float64Array {
    return this.blocks[Math.floor(place / BLOCK)]!;
  }

  private placeOrNaN(word: string | undefined): number {
    return word === undefined ? Number.NaN : this.words.placeOf(word);
  }

  private wordOrNull(place: number): string | null {
    return this.words.at(place) ?? null;
  }
}

function rowOf(place: number): number {
  return (place % BLOCK) * Cell.count;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function checkSum(job: string, waiting: number, service: number, turnaround: number): void {
  const difference = Number.isNaN(turnaround) ? waiting + service : waiting + service - turnaround;
  if (Math.abs(difference) <= TOLERANCE) return;
  throw new Bug(
    `job ${job}: waiting ${waiting} s and service ${service} s do not add up to the turnaround of ${turnaround} s`,
  );
}
