import { LogReadError } from '../log/errors.js';
import { JobArchive } from './job-archive.js';
import { reportJob } from './job-report.js';
import { type EndedRecord, type JobRecord, JobTally } from './job-tally.js';
import type { JobReport, Segment } from './report.js';
import { sortedSegments, type Stretch } from './segments.js';

export interface LedgerOptions {
  readonly segments: boolean;
  /**
   * No record tells of a job after its `ended`: then it is packed away, and memory hardly grows with the number of jobs.
   * So it is in the simulator; on Docker a reading of the CPU time may come later.
   */
  readonly endedIsFinal: boolean;
}

/** A job that is packed away. */
const ARCHIVED = 'archived';

/** All jobs of a run: those to come as they were announced, those that live as tallies, those that are over as rows. */
export class JobLedger {
  // Nothing is ever taken out: a map that loses and gains entries is copied over and over, and its old copies keep
  // what was in them until the next full garbage collection.
  private readonly jobs = new Map<string, JobRecord | JobTally | typeof ARCHIVED>();
  private readonly archive = new JobArchive();
  private readonly archivedStretches: Stretch[] = [];
  /** The last one that was asked for: records of one job often follow each other. */
  private latest: JobTally | undefined;

  constructor(private readonly options: LedgerOptions) {}

  announce(record: JobRecord): void {
    this.jobs.set(record.job, record);
  }

  /** @throws LogReadError when the job was never announced, or is over for good */
  tally(job: string): JobTally {
    if (this.latest?.spec.job === job) return this.latest;
    const known = this.jobs.get(job);
    if (known === undefined || known === ARCHIVED) {
      throw new LogReadError(
        `the log tells of job ${JSON.stringify(job)}, which is over or was never announced`,
      );
    }
    this.latest = known instanceof JobTally ? known : this.begin(known);
    return this.latest;
  }

  end(record: EndedRecord): void {
    const tally = this.tally(record.job);
    tally.end(record);
    if (!this.options.endedIsFinal) return;
    this.archive.add(reportJob(tally, record.at), tally.spec.position);
    for (const stretch of tally.stretchesAt(record.at)) this.archivedStretches.push(stretch);
    this.jobs.set(record.job, ARCHIVED);
    this.latest = undefined;
  }

  /** In no particular order; those of jobs that have not ended as of `now`. */
  *rows(now: number): Generator<{ readonly row: JobReport; readonly position: number }> {
    yield* this.archive.rows();
    for (const known of this.jobs.values()) {
      if (known === ARCHIVED) continue;
      const tally = known instanceof JobTally ? known : new JobTally(known, false);
      yield { row: reportJob(tally, now), position: tally.spec.position };
    }
  }

  segments(now: number): Segment[] {
    const stretches = [...this.archivedStretches];
    for (const known of this.jobs.values()) {
      if (!(known instanceof JobTally)) continue;
      for (const stretch of known.stretchesAt(now)) stretches.push(stretch);
    }
    return sortedSegments(stretches);
  }

  // Not before the log tells of the job: what is made early grows old, and old objects are dear to the garbage collector.
  private begin(record: JobRecord): JobTally {
    const tally = new JobTally(record, this.options.segments);
    this.jobs.set(record.job, tally);
    return tally;
  }
}
