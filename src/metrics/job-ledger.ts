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

/** All jobs of a run: those that live as tallies, those that are over as rows. */
export class JobLedger {
  private readonly live = new Map<string, JobTally>();
  private readonly archive = new JobArchive();
  private readonly archivedStretches: Stretch[] = [];

  constructor(private readonly options: LedgerOptions) {}

  announce(record: JobRecord): void {
    this.live.set(record.job, new JobTally(record, this.options.segments));
  }

  /** @throws LogReadError when the job was never announced, or is over for good */
  tally(job: string): JobTally {
    const tally = this.live.get(job);
    if (tally === undefined) {
      throw new LogReadError(
        `the log tells of job ${JSON.stringify(job)}, which is over or was never announced`,
      );
    }
    return tally;
  }

  end(record: EndedRecord): void {
    const tally = this.tally(record.job);
    tally.end(record);
    if (!this.options.endedIsFinal) return;
    this.archive.add(reportJob(tally, record.at), tally.spec.position);
    for (const stretch of tally.stretchesAt(record.at)) this.archivedStretches.push(stretch);
    this.live.delete(record.job);
  }

  /** In no particular order; those of jobs that have not ended as of `now`. */
  *rows(now: number): Generator<{ readonly row: JobReport; readonly position: number }> {
    yield* this.archive.rows();
    for (const tally of this.live.values())
      yield { row: reportJob(tally, now), position: tally.spec.position };
  }

  segments(now: number): Segment[] {
    const stretches = [...this.archivedStretches];
    for (const tally of this.live.values()) {
      for (const stretch of tally.stretchesAt(now)) stretches.push(stretch);
    }
    return sortedSegments(stretches);
  }
}
