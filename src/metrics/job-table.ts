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

// What a row is made of: as measured, in seconds where it is a time, NaN where it is not known.
const POSITION = 0;
const MODEL = 1;
const USER = 2;
const ARRIVAL = 3;
const CORES = 4;
const MIN_CORES = 5;
const MAX_CORES = 6;
const PRIORITY = 7;
const DEDICATED = 8;
const STATE = 9;
const REASON = 10;
const EXIT_CODE = 11;
const STARTED_AT = 12;
const FINISHED_AT = 13;
const TURNAROUND = 14;
const WAITING = 15;
const SERVICE = 16;
const CORE_SECONDS = 17;
const CPU_SECONDS = 18;
const PREEMPTIONS = 19;
const RESIZES = 20;
const ATTEMPTS = 21;
const STEPS = 22;
const STARTUP = 23;
const WIDTH = 24;

/** Of a job, what figures of the whole run are made of: as measured, NaN for what is not known. */
export interface JobFigures {
  readonly state: JobReport['state'];
  readonly arrival: number;
  readonly finishedAt: number;
  readonly firstRun: number;
  readonly waiting: number;
  readonly service: number;
  readonly turnaround: number;
  readonly slowdown: number;
  readonly boundedSlowdown: number;
  readonly coreSeconds: number;
  readonly cpuSeconds: number;
  readonly preemptions: number;
  readonly resizes: number;
  readonly attempts: number;
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
  /** Made when a job is asked for out of turn. */
  private places: Map<string, number> | undefined;
  /** Place behind the last one that was found: the next one if jobs are told of in the order of their announcement. */
  private expected = 0;
  private readonly words = new WordList();
  private lastPosition = -1;
  private isInFileOrder = true;

  get size(): number {
    return this.ids.length;
  }

  /** Adds a job, of which nothing can be said yet but what it is. */
  add(record: JobRecord): void {
    const place = this.ids.push(record.job) - 1;
    this.places?.set(record.job, place);
    if (record.position < this.lastPosition) this.isInFileOrder = false;
    this.lastPosition = record.position;
    if (place % BLOCK === 0) this.blocks.push(new Float64Array(BLOCK * WIDTH));
    const cells = this.block(place);
    const row = rowOf(place);
    cells[row + POSITION] = record.position;
    cells[row + MODEL] = this.words.placeOf(record.model);
    cells[row + USER] = this.placeOrNaN(record.user);
    cells[row + ARRIVAL] = record.arrival;
    cells[row + CORES] = record.cores;
    cells[row + MIN_CORES] = record.min_cores;
    cells[row + MAX_CORES] = record.max_cores;
    cells[row + PRIORITY] = record.priority;
    cells[row + DEDICATED] = record.dedicated ?? Number.NaN;
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
    const turnaround = tally.hasArrived() ? (ended?.at ?? now) - cells[row + ARRIVAL]! : Number.NaN;
    checkSum(tally.job, waiting, service, turnaround);
    cells[row + STATE] = this.words.placeOf(ended?.state ?? UNENDED.state);
    cells[row + REASON] = this.placeOrNaN(ended === undefined ? UNENDED.reason : ended.reason);
    cells[row + EXIT_CODE] = ended?.code ?? Number.NaN;
    cells[row + STARTED_AT] = tally.startedAt;
    cells[row + FINISHED_AT] = ended?.at ?? Number.NaN;
    cells[row + TURNAROUND] = turnaround;
    cells[row + WAITING] = waiting;
    cells[row + SERVICE] = service;
    cells[row + CORE_SECONDS] = tally.coreSecondsAt(now);
    cells[row + CPU_SECONDS] = tally.cpuSeconds();
    cells[row + PREEMPTIONS] = tally.preemptions;
    cells[row + RESIZES] = tally.resizes;
    cells[row + ATTEMPTS] = tally.attempts;
    cells[row + STEPS] = tally.steps ?? Number.NaN;
    cells[row + STARTUP] = tally.startup;
  }

  /** The place of a job; undefined when it was not announced. */
  find(id: string): number | undefined {
    if (this.ids[this.expected] === id) return this.expected++;
    this.places ??= new Map(this.ids.map((each, place) => [each, place]));
    const place = this.places.get(id);
    if (place !== undefined && place >= this.expected) this.expected = place + 1;
    return place;
  }

  /** The job's position in the workload file. */
  position(place: number): number {
    return this.block(place)[rowOf(place) + POSITION]!;
  }

  /** All places, by the positions of their jobs in the workload file. */
  inFileOrder(): number[] {
    const places = this.ids.map((_, place) => place);
    return this.isInFileOrder ? places : places.sort((a, b) => this.position(a) - this.position(b));
  }

  /** What was noted of a job last. */
  // Spelt out cell by cell, as `row`: a loop over names is ten times as slow, and a field that is forgotten does not compile.
  figures(place: number): JobFigures {
    const cells = this.block(place);
    const row = rowOf(place);
    const arrival = cells[row + ARRIVAL]!;
    const dedicated = cells[row + DEDICATED]!;
    const turnaround = cells[row + TURNAROUND]!;
    return {
      state: this.words.at(cells[row + STATE]!) as JobReport['state'],
      arrival,
      finishedAt: cells[row + FINISHED_AT]!,
      firstRun: cells[row + STARTED_AT]! - arrival,
      waiting: cells[row + WAITING]!,
      service: cells[row + SERVICE]!,
      turnaround,
      slowdown: slowdown(turnaround, dedicated),
      boundedSlowdown: boundedSlowdown(turnaround, dedicated),
      coreSeconds: cells[row + CORE_SECONDS]!,
      cpuSeconds: cells[row + CPU_SECONDS]!,
      preemptions: cells[row + PREEMPTIONS]!,
      resizes: cells[row + RESIZES]!,
      attempts: cells[row + ATTEMPTS]!,
    };
  }

  /** What a report says of a job. */
  row(place: number): JobReport {
    const cells = this.block(place);
    const row = rowOf(place);
    const figures = this.figures(place);
    return {
      id: this.ids[place]!,
      model: this.words.at(cells[row + MODEL]!),
      user: this.wordOrNull(cells[row + USER]!),
      arrival: round9(figures.arrival),
      cores: cells[row + CORES]!,
      min_cores: cells[row + MIN_CORES]!,
      max_cores: cells[row + MAX_CORES]!,
      priority: cells[row + PRIORITY]!,
      dedicated: round9OrNull(cells[row + DEDICATED]!),
      state: figures.state,
      exit_code: orNull(cells[row + EXIT_CODE]!),
      reason: this.wordOrNull(cells[row + REASON]!),
      started_at: round9OrNull(cells[row + STARTED_AT]!),
      finished_at: round9OrNull(figures.finishedAt),
      first_run: round9OrNull(figures.firstRun),
      waiting: round9(figures.waiting),
      service: round9(figures.service),
      turnaround: round9OrNull(figures.turnaround),
      slowdown: round9OrNull(figures.slowdown),
      bounded_slowdown: round9OrNull(figures.boundedSlowdown),
      core_seconds: round9(figures.coreSeconds),
      cpu_seconds: round9OrNull(figures.cpuSeconds),
      preemptions: figures.preemptions,
      resizes: figures.resizes,
      attempts: figures.attempts,
      steps: orNull(cells[row + STEPS]!),
      startup: round9OrNull(cells[row + STARTUP]!),
    };
  }

  private block(place: number): Float64Array {
    return this.blocks[Math.floor(place / BLOCK)]!;
  }

  private placeOrNaN(word: string | undefined): number {
    return word === undefined ? Number.NaN : this.words.placeOf(word);
  }

  private wordOrNull(place: number): string | null {
    return Number.isNaN(place) ? null : this.words.at(place);
  }
}

function rowOf(place: number): number {
  return (place % BLOCK) * WIDTH;
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
