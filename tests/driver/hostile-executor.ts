/**
 * An executor in virtual time that does what Docker may do on its worst day, and itself looks whether the engine keeps its side
 * of the contract: one action in flight a job, cores in one container at a time, no container forgotten.
 */
import type { Action } from '../../src/core/actions.js';
import type { Exit, Fact } from '../../src/core/facts.js';
import type { Job } from '../../src/core/job-state.js';
import { MAX_REFUSALS } from '../../src/core/containers.js';
import type { Batch, Executor } from '../../src/executors/executor.js';

/** What becomes of an action. `silent`: no answer comes before the program's own end. */
export type Fate = 'confirm' | 'refuse' | 'die' | 'confirm_and_die' | 'silent';

/** What it does beside answering. */
export type Vice =
  /** Tells a fact again later. */
  | 'repeats'
  /** Keeps facts back, and tells several at once, in any order. */
  | 'dawdles'
  /** Programs fail or are lost; containers are killed by somebody else. */
  | 'destroys';

export interface Hostility {
  /** What may become of an action, chosen by lot; the first is what becomes of it when the lots are used up. */
  readonly fates: readonly Fate[];
  readonly vices: readonly Vice[];
  /** Each decides one thing: a long row of numbers from 0 on; when they are used up, all goes well. */
  readonly lots: readonly number[];
  /** Seconds after which Ctrl-C is pressed. */
  readonly cancelAt?: number | undefined;
}

interface Program {
  /** Seconds of work on one core at speed 1. */
  readonly work: number;
  readonly speed: (cores: number) => number;
}

interface Container {
  readonly job: Job;
  readonly attempt: number;
  state: 'running' | 'paused' | 'gone';
  ids: readonly number[];
  left: number;
  rate: number;
  asOf: number;
  /** Number of the last change: an end that was foreseen before it does not come. */
  change: number;
  refusedKills: number;
}

interface Event {
  readonly at: number;
  readonly run: () => void;
}

const DELAYS = [0, 0.25, 1, 5];
const EXITS: readonly Exit[] = [
  { code: 0, reason: undefined, lost: false },
  { code: 1, reason: undefined, lost: false },
  { code: 137, reason: 'out of memory', lost: false },
  { code: 137, reason: 'the daemon restarted', lost: true },
];

export class HostileExecutor implements Executor {
  /** All containers that there ever were. */
  readonly containers: Container[] = [];
  private now = 0;
  private readonly events: Event[] = [];
  private untold: Fact[] = [];
  private readonly inFlight = new Map<Job, Action>();
  private lotsUsed = 0;

  constructor(
    private readonly programOf: (job: Job) => Program,
    private readonly hostility: Hostility,
  ) {
    if (hostility.cancelAt !== undefined) this.later(hostility.cancelAt, () => this.cancel('ctrl-c'));
  }

  apply(action: Action): void {
    const { job, kind } = action;
    const other = this.inFlight.get(job);
    if (other !== undefined) throw new Error(`${kind} of ${job.id} while its ${other.kind} is in flight`);
    const container = this.containerOf(action);
    if (kind === 'start' && container !== undefined)
      throw new Error(`${job.id} is started while it is there`);
    this.inFlight.set(job, action);
    const fate = this.fateOf(action, container);
    if (fate !== 'silent') this.later(this.choose(DELAYS), () => this.settle(action, fate));
  }

  next(until: number): Batch {
    while (this.untold.length === 0) {
      const wake = Math.min(until, this.events[0]?.at ?? Infinity);
      if (wake === Infinity) break;
      this.runUntil(Math.max(wake, this.now));
      if (this.has('dawdles')) this.runUntil(this.now + this.choose([0, 0.25, 0.5, 3]));
      if (this.now >= until) break;
    }
    const facts = this.has('dawdles') && this.choose([0, 1]) === 1 ? this.untold.toReversed() : this.untold;
    this.untold = [];
    for (const fact of facts) this.isTold(fact);
    return { now: this.now, facts, notices: [] };
  }

  cancel(reason: string): void {
    this.untold.push({ kind: 'cancelled', at: this.now, reason });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Containers that the engine should have ended and has not. */
  forgotten(): readonly Container[] {
    return this.containers.filter(
      ({ state, refusedKills }) => state !== 'gone' && refusedKills < MAX_REFUSALS,
    );
  }

  private runUntil(time: number): void {
    for (let event = this.events[0]; event !== undefined && event.at <= time; event = this.events[0]) {
      this.events.shift();
      this.now = Math.max(this.now, event.at);
      event.run();
    }
    this.now = time;
  }

  private later(seconds: number, run: () => void): void {
    const at = this.now + seconds;
    const place = this.events.findIndex((event) => event.at > at);
    this.events.splice(place < 0 ? this.events.length : place, 0, { at, run });
  }

  private choose<T>(options: readonly T[]): T {
    const lot = this.hostility.lots[this.lotsUsed++] ?? 0;
    return options[lot % options.length]!;
  }

  private has(vice: Vice): boolean {
    return this.hostility.vices.includes(vice);
  }

  private fateOf({ kind }: Action, container: Container | undefined): Fate {
    const fate = this.choose(this.hostility.fates);
    // Without an answer, only a program that runs comes to an end of its own.
    if (fate !== 'silent') return fate;
    return container?.state === 'running' && kind !== 'start' ? 'silent' : 'confirm';
  }

  private settle(action: Action, fate: Exclude<Fate, 'silent'>): void {
    const { kind, job } = action;
    const container = kind === 'start' ? undefined : this.containerOf(action);
    // An exit that came first, told or not, has settled the action; what the daemon says of it is an error.
    if (kind !== 'start' && container === undefined) {
      this.tell({ kind: 'refused', at: this.now, action, reason: 'no such container' });
      return;
    }
    if (fate === 'refuse') {
      if (kind === 'kill' && container !== undefined) container.refusedKills += 1;
      this.tell({ kind: 'refused', at: this.now, action, reason: 'not today' });
      return;
    }
    if (kind === 'kill') {
      if (fate !== 'die') this.tell({ kind: 'confirmed', at: this.now, action });
      this.end(container!, { code: 137, reason: undefined, lost: false });
      return;
    }
    if (fate === 'die' && container === undefined) {
      this.tell({ kind: 'exited', at: this.now, job, attempt: action.attempt, exit: this.choose(EXITS) });
      return;
    }
    if (fate !== 'die') this.carryOut(action, container);
    if (fate !== 'confirm') this.end(this.containerOf(action)!, this.choose(EXITS));
  }

  private carryOut(action: Action, existing: Container | undefined): void {
    const container = existing ?? this.create(action);
    this.advance(container);
    container.state = action.kind === 'pause' ? 'paused' : 'running';
    container.ids = action.ids;
    container.rate = this.programOf(action.job).speed(action.cores);
    for (const id of container.ids) this.holdsAlone(container, id);
    this.tell({ kind: 'confirmed', at: this.now, action });
    if (container.state === 'running') this.foresee(container);
  }

  private create({ job, attempt }: Action): Container {
    const left = this.programOf(job).work;
    const container: Container = {
      job,
      attempt,
      state: 'running',
      ids: [],
      left,
      rate: 0,
      asOf: this.now,
      change: 0,
      refusedKills: 0,
    };
    this.containers.push(container);
    return container;
  }

  private advance(container: Container): void {
    if (container.state === 'running') container.left -= (this.now - container.asOf) * container.rate;
    container.asOf = this.now;
    container.change += 1;
  }

  /** Sets the end of a running program, and perhaps one before its time. */
  private foresee(container: Container): void {
    const { change } = container;
    const ends = (seconds: number, exit: () => Exit): void =>
      this.later(seconds, () => {
        if (container.change === change && container.state === 'running') this.end(container, exit());
      });
    const seconds = Math.max(0, container.left / container.rate);
    ends(seconds, () => (this.has('destroys') ? this.choose(EXITS) : EXITS[0]!));
    if (this.has('destroys') && this.choose([0, 0, 1]) === 1)
      ends(seconds / 2, () => this.choose(EXITS.slice(1)));
  }

  private end(container: Container, exit: Exit): void {
    if (container.state === 'gone') return;
    container.state = 'gone';
    container.change += 1;
    const { job, attempt } = container;
    this.tell({ kind: 'exited', at: this.now, job, attempt, exit });
  }

  private tell(fact: Fact): void {
    this.untold.push(fact);
    if (this.has('repeats') && this.choose([0, 1]) === 1) {
      this.later(this.choose([0.5, 0, 2, 20]), () => this.untold.push({ ...fact, at: this.now }));
    }
  }

  /** What a fact that the driver is handed settles. */
  private isTold(fact: Fact): void {
    if (fact.kind === 'refused' || (fact.kind === 'confirmed' && fact.action.kind !== 'kill')) {
      if (this.inFlight.get(fact.action.job) === fact.action) this.inFlight.delete(fact.action.job);
    } else if (fact.kind === 'exited' && this.inFlight.get(fact.job)?.attempt === fact.attempt) {
      this.inFlight.delete(fact.job);
    }
  }

  /** The container that an action is about; for a start, one that is there already. Those given up on do not count. */
  private containerOf({ job, attempt, kind }: Action): Container | undefined {
    return this.containers.find(
      (one) =>
        one.job === job &&
        one.state !== 'gone' &&
        (kind === 'start' ? one.refusedKills < MAX_REFUSALS : one.attempt === attempt),
    );
  }

  private holdsAlone(container: Container, id: number): void {
    const other = this.containers.find(
      (one) =>
        one !== container &&
        one.state === 'running' &&
        one.refusedKills < MAX_REFUSALS &&
        one.ids.includes(id),
    );
    if (other) throw new Error(`core ${id} is in containers of ${other.job.id} and ${container.job.id}`);
  }
}
