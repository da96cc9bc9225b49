import type { Action } from '../../core/actions.js';
import type { Exit, Fact } from '../../core/facts.js';
import type { JobView } from '../../core/job.js';
import type { Job } from '../../core/job-state.js';
import { atMost } from '../../core/time.js';
import type { Batch, Executor } from '../executor.js';
import { EventHeap, type TimedEvent } from './event-heap.js';
import type { Speedup } from './speedup.js';

/** Seconds that each action takes to be confirmed, and that a program takes from its start to its first step. */
export interface Overheads {
  readonly start: number;
  readonly pause: number;
  readonly resume: number;
  readonly resize: number;
  readonly startup: number;
}

export const NO_OVERHEADS: Overheads = { start: 0, pause: 0, resume: 0, resize: 0, startup: 0 };

/** What the simulator knows of a job's program. */
export interface SimProgram {
  readonly model: string;
  /** Seconds of work at the cores requested at submission. */
  readonly duration: number;
  /** Seconds from its start to its first step. */
  readonly startup: number;
}

interface Container extends TimedEvent {
  readonly kind: 'exit';
  readonly job: Job;
  readonly attempt: number;
  readonly program: SimProgram;
  running: boolean;
  /** Start-up left, seconds. */
  startup: number;
  /** Work left, seconds at the cores requested at submission. */
  work: number;
  /** Work done per second. */
  rate: number;
  /** When `startup` and `work` were last brought up to date. */
  asOf: number;
}

interface Confirmation extends TimedEvent {
  readonly kind: 'confirmation';
  readonly action: Action;
}

const DONE: Exit = { code: 0, reason: undefined, lost: false };
const KILLED: Exit = { code: 137, reason: undefined, lost: false };
const NO_NOTICES: Batch['notices'] = [];

/** Virtual time: the clock jumps to the next thing that happens. */
export class SimExecutor implements Executor {
  private now = 0;
  private readonly events = new EventHeap<Container | Confirmation>();
  /** By the job's place in the file; a map would be copied over and over as jobs come and go. */
  private readonly containers: (Container | undefined)[] = [];
  /** Facts of the next batch. */
  private ready: Fact[] | undefined;

  /** @param programOf what a job runs */
  constructor(
    private readonly programOf: (job: JobView) => SimProgram,
    private readonly speedup: Speedup,
    private readonly overheads: Overheads = NO_OVERHEADS,
  ) {}

  apply(action: Action): void {
    const delay = this.delayOf(action);
    if (delay === 0) this.carryOut(action);
    else this.events.set({ kind: 'confirmation', action, due: this.now + delay, sequence: 0, index: -1 });
  }

  next(until: number): Batch {
    const first = this.firstEvent();
    if (this.ready === undefined) {
      const wake = first === undefined || first.due > until ? until : first.due;
      // A timer that is overdue is due now: the clock never goes back.
      if (wake > this.now) this.now = wake;
    }
    for (let event = first; event !== undefined && atMost(event.due, this.now); event = this.firstEvent()) {
      this.events.remove(event);
      if (event.kind === 'confirmation') this.carryOut(event.action);
      else this.exit(event, DONE);
    }
    const facts = this.ready ?? [];
    this.ready = undefined;
    return { now: this.now, facts, notices: NO_NOTICES };
  }

  cancel(reason: string): void {
    this.tell({ kind: 'cancelled', at: this.now, reason });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The next event that means something: an exit has settled the actions that it overtook. */
  private firstEvent(): Container | Confirmation | undefined {
    for (;;) {
      const event = this.events.first();
      if (event?.kind !== 'confirmation' || !this.isOvertaken(event.action)) return event;
      this.events.remove(event);
    }
  }

  private isOvertaken({ kind, job, attempt }: Action): boolean {
    return kind !== 'start' && this.containers[job.position]?.attempt !== attempt;
  }

  private delayOf(action: Action): number {
    switch (action.kind) {
      case 'start':
      case 'pause':
      case 'resume':
      case 'resize':
        return this.overheads[action.kind];
      case 'share':
      case 'kill':
        return 0;
    }
  }

  private carryOut(action: Action): void {
    const container = this.containers[action.job.position];
    switch (action.kind) {
      case 'start':
        this.run(this.create(action), action.cores);
        break;
      case 'resume':
      case 'resize':
      case 'share':
        if (container === undefined) return;
        this.run(container, action.cores);
        break;
      case 'pause':
        if (container === undefined) return;
        this.advance(container);
        container.running = false;
        this.events.remove(container);
        break;
      case 'kill':
        if (container !== undefined) this.exit(container, KILLED);
        return;
    }
    this.tell({ kind: 'confirmed', at: this.now, action });
  }

  private create(action: Action): Container {
    const job = action.job;
    const program = this.programOf(job);
    const container: Container = {
      kind: 'exit',
      job,
      attempt: action.attempt,
      program,
      running: false,
      startup: program.startup,
      work: program.duration,
      rate: 0,
      asOf: this.now,
      due: 0,
      sequence: 0,
      index: -1,
    };
    this.containers[job.position] = container;
    return container;
  }

  private run(container: Container, cores: number): void {
    this.advance(container);
    const { program, job } = container;
    container.running = true;
    container.rate = this.speedup(program.model, cores) / this.speedup(program.model, job.cores);
    container.due = this.now + container.startup + container.work / container.rate;
    this.events.set(container);
  }

  private advance(container: Container): void {
    if (container.running) {
      const passed = this.now - container.asOf;
      const startup = Math.min(passed, container.startup);
      container.startup -= startup;
      container.work -= (passed - startup) * container.rate;
    }
    container.asOf = this.now;
  }

  private exit(container: Container, exit: Exit): void {
    this.events.remove(container);
    this.containers[container.job.position] = undefined;
    const { job, attempt } = container;
    this.tell({ kind: 'exited', at: this.now, job, attempt, exit });
  }

  private tell(fact: Fact): void {
    // Most batches are of one fact: an array that grows from none to one takes the room of seventeen.
    if (this.ready === undefined) this.ready = [fact];
    else this.ready.push(fact);
  }
}
