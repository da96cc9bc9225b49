import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Action } from '../../src/core/actions.js';
import type { Fact } from '../../src/core/facts.js';
import { MAX_REFUSALS } from '../../src/core/containers.js';
import { checkInvariants } from '../../src/core/invariants.js';
import type { Job } from '../../src/core/job-state.js';
import type { Batch, Executor } from '../../src/executors/executor.js';
import { scenarios } from '../reference/workload-arbitrary.js';
import { engineRun } from '../support/engine-run.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 150);

it('brings every job to its end in whatever order answers, exits and timers come', async () => {
  const refusals = fc.array(fc.boolean(), { maxLength: 40 });
  const small = scenarios({ maxJobs: 6, timeouts: false });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), small, refusals, async (scheduler, { jobs, config }, refuses) => {
      const left = [...refuses];
      const executor = new ScheduledExecutor(scheduler, () => left.pop() === true);
      const run = engineRun(jobs, config, ({ schedule }, pool, all) => checkInvariants(schedule, pool, all), {
        executor,
      });
      const { records, pool } = await scheduler.waitFor(run);
      const ends = records.filter((record) => record.kind === 'ended').map(({ job }) => job);
      expect(ends.toSorted()).toEqual(jobs.map(({ id }) => id));
      expect(pool.freeCount).toBe(config.capacity);
      expect(executor.programs.size).toBe(0);
    }),
    { numRuns },
  );
}, 3_600_000);

interface Program {
  readonly attempt: number;
  paused: boolean;
  /** Its end came up while it was paused. */
  overdue: boolean;
  refusedKills: number;
}

/** Every answer, every program's end and the clock are tasks of the scheduler; each that comes first makes it later by 0.1 s. */
class ScheduledExecutor implements Executor {
  /** Programs that have been started and have not ended. */
  readonly programs = new Map<Job, Program>();
  private now = 0;
  private facts: Fact[] = [];
  private asked: ((batch: Batch) => void) | undefined;

  constructor(
    private readonly scheduler: fc.Scheduler,
    private readonly refuses: () => boolean,
  ) {}

  apply(action: Action): void {
    const { kind, job, attempt } = action;
    this.after(`${kind} ${job.id}`, () => {
      const program = this.programs.get(job);
      const gone = kind !== 'start' && program?.attempt !== attempt;
      if (gone || this.refuses()) this.refuse(action);
      else if (kind === 'kill') this.end(job, 137);
      else {
        this.tell({ kind: 'confirmed', at: this.now, action });
        if (kind === 'start') this.begin(action);
        else if (program !== undefined) this.setPaused(job, kind === 'pause');
      }
    });
  }

  next(until: number): Promise<Batch> {
    return new Promise((resolve) => {
      this.asked = resolve;
      if (this.facts.length > 0) this.answer();
      else if (until < Infinity) {
        this.after(`clock ${until}`, () => {
          if (this.asked !== resolve) return;
          this.now = Math.max(this.now, until);
          this.answer();
        });
      }
    });
  }

  cancel(reason: string): void {
    this.tell({ kind: 'cancelled', at: this.now, reason });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private refuse(action: Action): void {
    const { job, kind } = action;
    const program = this.programs.get(job);
    if (kind === 'kill' && program !== undefined) {
      program.refusedKills += 1;
      // The engine gives up on it.
      if (program.refusedKills === MAX_REFUSALS) this.programs.delete(job);
    }
    this.tell({ kind: 'refused', at: this.now, action, reason: 'no' });
  }

  private begin({ job, attempt }: Action): void {
    const program: Program = { attempt, paused: false, overdue: false, refusedKills: 0 };
    this.programs.set(job, program);
    this.after(`end of ${job.id}`, () => {
      program.overdue = true;
      if (this.programs.get(job) === program && !program.paused) this.end(job, 0);
    });
  }

  /** A program whose end came up while it was paused ends when it is resumed. */
  private setPaused(job: Job, paused: boolean): void {
    const program = this.programs.get(job);
    if (program === undefined) return;
    program.paused = paused;
    if (!paused && program.overdue) this.end(job, 0);
  }

  private end(job: Job, code: number): void {
    const attempt = this.programs.get(job)?.attempt ?? 0;
    this.programs.delete(job);
    this.tell({ kind: 'exited', at: this.now, job, attempt, exit: { code, reason: undefined, lost: false } });
  }

  private after(label: string, happen: () => void): void {
    void this.scheduler.schedule(Promise.resolve(), label).then(() => {
      this.now += 0.1;
      happen();
    });
  }

  private tell(fact: Fact): void {
    this.facts.push(fact);
    this.answer();
  }

  private answer(): void {
    const { asked, facts } = this;
    if (asked === undefined) return;
    this.asked = undefined;
    this.facts = [];
    asked({ now: this.now, facts, notices: [] });
  }
}
