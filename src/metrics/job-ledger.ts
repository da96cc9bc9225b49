import { LogReadError } from '../log/errors.js';
import { type JobFigures, JobTable } from './job-table.js';
import { type EndedRecord, type JobRecord, JobTally } from './job-tally.js';
import type { JobReport, Segment } from './report.js';
import { RecentTallies } from './recent-tallies.js';
import { sortedSegments, type Stretch } from './segments.js';

export interface LedgerOptions {
  readonly segments: boolean;
  /**
   * No record tells of a job after its `ended`: then its tally is given up, and memory hardly grows with the number of
   * jobs. So it is in the simulator; on Docker a reading of the CPU time may come later.
   */
  readonly endedIsFinal: boolean;
}

/** In the place of the tally of a job that is over for good. */
const OVER = 'over';

/** All jobs of a run: a row for each, and a tally while the log tells of it. */
export class JobLedger {
  private readonly table = new JobTable();
  /** By place in the table. */
  private readonly tallies: (JobTally | typeof OVER | undefined)[] = [];
  private readonly recent = new RecentTallies();
  private readonly stretches: Stretch[] = [];

  constructor(private readonly options: LedgerOptions) {}

  /** How many jobs there are. */
  get size(): number {
    return this.table.size;
  }

  announce(record: JobRecord): void {
    this.table.add(record);
    this.tallies.push(undefined);
  }

  /** @throws LogReadError when the job was never announced, or is over for good */
  tally(job: string): JobTally {
    return this.recent.find(job) ?? this.lookUp(job);
  }

  end(tally: JobTally, record: EndedRecord): void {
    tally.end(record);
    if (!this.options.endedIsFinal) return;
    this.table.note(tally.place, tally, record.at);
    for (const stretch of tally.stretchesAt(record.at)) this.stretches.push(stretch);
    this.tallies[tally.place] = OVER;
    this.recent.drop(tally);
  }

  /** Every job's row in file order; those of jobs that have not ended as of `now`. */
  rows(now: number): JobReport[] {
    return this.placesAsOf(now).map((place) => this.table.row(place));
  }

  /** Calls `visit` with the figures of every job, in file order; those of jobs that have not ended as of `now`. */
  eachFigures(now: number, visit: (figures: JobFigures) => void): void {
    for (const place of this.placesAsOf(now)) visit(this.table.figures(place));
  }

  segments(now: number): Segment[] {
    const stretches = [...this.stretches];
    for (const tally of this.tallies) {
      if (tally === undefined || tally === OVER) continue;
      for (const stretch of tally.stretchesAt(now)) stretches.push(stretch);
    }
    return sortedSegments(stretches);
  }

  private lookUp(job: string): JobTally {
    const place = this.table.find(job);
    const known = place === undefined ? OVER : this.tallies[place];
    if (place === undefined || known === OVER) {
      throw new LogReadError(
        `the log tells of job ${JSON.stringify(job)}, which is over or was never announced`,
      );
    }
    const tally = known ?? this.begin(job, place);
    this.recent.keep(tally);
    return tally;
  }

  private placesAsOf(now: number): number[] {
    for (let place = 0; place < this.tallies.length; place++) {
      const known = this.tallies[place];
      if (known !== OVER) this.table.note(place, known ?? this.newTally('', place), now);
    }
    return this.table.inFileOrder();
  }

  // Not before the log tells of the job: what is made early grows old, and old objects are dear to the garbage collector.
  private begin(job: string, place: number): JobTally {
    const tally = this.newTally(job, place);
    this.tallies[place] = tally;
    return tally;
  }

  private newTally(job: string, place: number): JobTally {
    return new JobTally(job, place, this.table.position(place), this.options.segments);
  }
}
