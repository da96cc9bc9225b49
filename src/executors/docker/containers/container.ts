import type { Job } from '../../../core/job-state.js';
import type { Attachment, Limits } from '../daemon/client.js';
import type { ContainerCgroup } from '../host/kernel-cgroup.js';
import type { Output } from '../output/output.js';
import type { JobPlan } from './container-spec.js';

/**
 * Where a container stands. `armed`: waits for its line, or was created and not started where the image has no shell.
 * `running` and `paused`: its program was started. `ended`: it is over, and stays so.
 */
export type Stage = 'armed' | 'running' | 'paused' | 'ended';

/** What a container is from its creation on. */
export interface Identity {
  readonly id: string;
  readonly plan: JobPlan;
  readonly attempt: number;
  /** It waits for a line; false when its image has no shell. */
  readonly armed: boolean;
  /** Which of the run's parent groups it is in; undefined for none of them. */
  readonly slot: number | undefined;
}

/** One container of ours, as far as we know of it. Calls and events change it; nothing else remembers a container. */
export class JobContainer {
  readonly id: string;
  readonly plan: JobPlan;
  readonly attempt: number;
  readonly armed: boolean;
  readonly slot: number | undefined;
  readonly output: Output;

  stage: Stage = 'armed';
  /** The engine's job, from the start action on. */
  job: Job | undefined;
  attachment: Attachment | undefined;
  /** Streams that are being opened again. */
  attaching: Promise<void> | undefined;
  /** It may have written while nobody listened. */
  hasMissed = false;
  cgroup: ContainerCgroup | undefined;
  /** CPU seconds that were used in its parent group before its dispatch. */
  usedBefore: number | undefined;
  /** Its program was started before its log says so: its end is not told before its start is. */
  held = false;
  /** We ordered its end. */
  killed = false;
  /** The last signal that somebody else sent. */
  foreignSignal: string | undefined;
  /** A daemon that stopped or was begun again meanwhile may have sent it. */
  signalMayBeDaemons = false;
  outOfMemory = false;
  /** Calls of ours of which no event came back yet. */
  readonly own = { pause: 0, unpause: 0, update: 0 };
  /** What it was given last. */
  limits: Limits = {};
  /** Somebody else may have changed them. */
  limitsDoubtful = false;
  /** Since when somebody else has it paused, in seconds on the run's clock. */
  pausedSince: number | undefined;
  /** Changes of ours that are over. */
  changes = 0;
  private changing = 0;
  private lastChange: Promise<unknown> = Promise.resolve();
  private startWaiters: ((at: number | undefined) => void)[] = [];
  private streamWaiters: (() => void)[] = [];
  private endWaiters: (() => void)[] = [];
  private markedAt: number | undefined;

  /** @param makeOutput called once, with this container */
  constructor(identity: Identity, makeOutput: (container: JobContainer) => Output) {
    this.id = identity.id;
    this.plan = identity.plan;
    this.attempt = identity.attempt;
    this.armed = identity.armed;
    this.slot = identity.slot;
    this.output = makeOutput(this);
  }

  /** When its program was started, in seconds on the run's clock; undefined when it never was. */
  started(): Promise<number | undefined> {
    if (this.markedAt !== undefined || this.stage === 'ended') return Promise.resolve(this.markedAt);
    return new Promise((resolve) => this.startWaiters.push(resolve));
  }

  /** Its program was started. */
  marked(at: number): void {
    this.markedAt = at;
    if (this.stage === 'armed') this.stage = 'running';
    this.settleStart();
  }

  /** It was not started after all. */
  unmarked(): void {
    this.markedAt = undefined;
    if (this.stage === 'running') this.stage = 'armed';
  }

  get isMarked(): boolean {
    return this.markedAt !== undefined;
  }

  /** Its streams were ended by the other side. */
  detached(): void {
    this.attachment = undefined;
    for (const waiter of this.streamWaiters.splice(0)) waiter();
    if (this.stage === 'ended') this.output.close();
  }

  /** Until all of its output is here, and `seconds` at most. */
  async drained(seconds: number): Promise<void> {
    if (this.attachment === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.streamWaiters.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Something of ours that changes it is under way. */
  get isChanging(): boolean {
    return this.changing > 0;
  }

  /** Changes it once the changes that were begun before are over: two calls at the same time may overtake each other. */
  async change<T>(work: () => Promise<T>): Promise<T> {
    this.changing += 1;
    const done = this.lastChange.then(work);
    this.lastChange = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.changing -= 1;
      this.changes += 1;
    }
  }

  /** Until its end has been dealt with. */
  async ended(): Promise<void> {
    if (this.stage !== 'ended') await new Promise<void>((resolve) => this.endWaiters.push(resolve));
  }

  /** It is over: only the last of its output may still come. */
  end(): void {
    this.stage = 'ended';
    this.settleStart();
    for (const waiter of this.endWaiters.splice(0)) waiter();
    this.output.flush();
    if (this.attachment === undefined) this.output.close();
  }

  /** What has not come by now is not waited for any longer. */
  cutOff(): void {
    this.attachment?.close();
    this.detached();
  }

  private settleStart(): void {
    for (const waiter of this.startWaiters.splice(0)) waiter(this.markedAt);
  }
}
