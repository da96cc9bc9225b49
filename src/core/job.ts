/** What the engine must know of a job before it arrives: the scheduling side of a workload's line (design 3). */
export interface JobRequest {
  readonly id: string;
  /** Place in the workload file, from 0. */
  readonly position: number;
  /** Seconds from the start of the run. */
  readonly arrival: number;
  /** Cores asked for: minCores <= cores <= maxCores <= capacity. */
  readonly cores: number;
  readonly minCores: number;
  readonly maxCores: number;
  /** Higher goes first. */
  readonly priority: number;
  /** How often a failed job is queued again. */
  readonly retries: number;
  /** Limit on the service time of an attempt in seconds; Infinity when there is none. */
  readonly timeout: number;
  /** Bytes reserved from dispatch to end; 0 where memory is not looked at. */
  readonly memory: number;
  readonly user: string | undefined;
  /** Start-up and duration alone at the requested cores, seconds, as far as it is known. */
  readonly dedicated: number | undefined;
  /** The user's own guess of the dedicated time, seconds; without one the dedicated time itself. */
  readonly estimate: number | undefined;
}

/** Where a job stands in what was decided; what its container does follows (Job.container). */
export type Phase = 'expected' | 'waiting' | 'running' | 'ended';

export type EndState = 'done' | 'failed' | 'cancelled';

/** What policies and modes may read of a job. Times are seconds on the run's clock. */
export interface JobView extends JobRequest {
  /** Place in the order of arrival, ties by file position. */
  readonly arrivalRank: number;
  /** Place in the FIFO queue: grows each time the job enters the queue. */
  readonly queueRank: number;
  /** Order in which running jobs were admitted to their current turns. */
  readonly turnRank: number;
  /** Cores asked for now; `cores` is what was asked at submission. */
  readonly request: number;
  /** Cores decided for it: 0 unless it is attended. */
  readonly given: number;
  readonly phase: Phase;
  /** From 1; a retry is a new attempt. */
  readonly attempt: number;
  /** Total waiting time so far, W(t) of design 4.2. */
  waitedAt(now: number): number;
  /** Total service time so far, all turns of all attempts. */
  servedAt(now: number): number;
  /** Core-seconds so far: cores held while its container ran, all turns of all attempts. */
  attainedAt(now: number): number;
  /** The same of the current attempt. */
  attainedInAttemptAt(now: number): number;
}
