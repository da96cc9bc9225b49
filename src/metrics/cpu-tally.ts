/** What was read of the CPU seconds that the containers of a job's attempts have used. */
export class CpuTally {
  private attempt = 0;
  private before = 0;
  private ofAttempt = 0;
  private attempts = 0;

  /** A reading of what an attempt's container has used so far. */
  read(attempt: number, seconds: number): void {
    if (attempt !== this.attempt) {
      this.before += this.ofAttempt;
      this.attempt = attempt;
      this.attempts += 1;
    }
    this.ofAttempt = seconds;
  }

  /** CPU seconds of all attempts; NaN unless they were read for each of so many. */
  total(attempts: number): number {
    return this.attempts >= attempts ? this.before + this.ofAttempt : Number.NaN;
  }
}
