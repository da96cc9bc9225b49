import { Gate } from '../daemon/gate.js';
import type { JobPlan } from './container-spec.js';
import type { JobContainer } from './container.js';
import { createContainer, discard, retire } from './create-container.js';
import type { Workshop } from './workshop.js';

/** How often an attempt's container may fail to come up or die armed before the attempt is given up (design 5.1). */
const MAX_FAILURES = 3;

/** The container of an attempt could not be armed: the attempt fails, with `arming` as the reason. */
export class ArmingFailed extends Error {
  override readonly name = 'ArmingFailed';
}

/** The run is being closed: nothing is made any more. */
class ArmingStopped extends Error {
  override readonly name = 'ArmingStopped';
}

/** Times in seconds. */
export interface ArmingSettings {
  /** Containers that are made at the same time. */
  readonly parallel: number;
  /** Before the second try to arm a job, and twice that before the third. */
  readonly armingPause: number;
}

/** The container of an attempt that was not dispatched yet: being made, armed, or given up. */
interface Place {
  readonly plan: JobPlan;
  readonly attempt: number;
  failures: number;
  /** The one that is armed now. */
  armed: JobContainer | undefined;
  making: Promise<JobContainer>;
}

/** Containers made ahead of their turn: armed, and replaced when they die so (design 5.1). */
export class ArmingPool {
  private readonly places = new Map<string, Place>();
  /** Jobs that are armed when others have been used: the next one is the last. */
  private upcoming: string[] = [];
  /** Jobs that had their turn at being armed. */
  private readonly begun = new Set<string>();
  private readonly withoutShell = new Set<string>();
  private readonly gate: Gate;
  private stopped = false;

  constructor(
    private readonly workshop: Workshop,
    readonly planOf: (job: string) => JobPlan,
    private readonly settings: ArmingSettings,
  ) {
    this.gate = new Gate(settings.parallel);
  }

  /**
   * Arms the first `count` jobs and keeps the others for later. Resolves when each of the first is armed or given up.
   *
   * @param jobs in the order of their arrival
   */
  async arm(
    jobs: readonly string[],
    count: number,
    progress: (armed: number, of: number) => void,
  ): Promise<void> {
    const first = jobs.slice(0, count);
    this.upcoming = jobs.slice(count).reverse();
    let done = 0;
    const armOne = async (job: string): Promise<void> => {
      await this.place(job, 1, false).making.catch(() => undefined);
      progress(++done, first.length);
    };
    await Promise.all(first.map(armOne));
  }

  /** The container of an attempt is there already. */
  adopt(job: string, attempt: number, container: JobContainer): void {
    this.begun.add(job);
    const making = Promise.resolve(container);
    this.places.set(key(job, attempt), {
      plan: container.plan,
      attempt,
      failures: 0,
      armed: container,
      making,
    });
  }

  /**
   * The armed container of an attempt, made now when there is none.
   *
   * @throws ArmingFailed, ArmingStopped
   */
  async take(job: string, attempt: number): Promise<JobContainer> {
    const place = this.place(job, attempt, true);
    for (;;) {
      const { making } = place;
      const container = await making;
      if (container.stage !== 'ended') return container;
      // One that died in the meantime has been replaced, unless nothing is made any more.
      if (place.making === making) throw new ArmingStopped('the run is being ended');
    }
  }

  /** The attempt's container was dispatched: the next job's may be made. */
  used(job: string, attempt: number): void {
    this.places.delete(key(job, attempt));
    let next = this.upcoming.pop();
    while (next !== undefined && this.begun.has(next)) next = this.upcoming.pop();
    if (next !== undefined) this.place(next, 1, false);
  }

  /**
   * An armed container ended: no attempt of the job, so another takes its place.
   *
   * @param why undefined when the daemon stopped, which is nobody's failure
   */
  died(container: JobContainer, why: string | undefined): void {
    const place = this.places.get(key(container.plan.job.id, container.attempt));
    retire(this.workshop, container);
    if (place?.armed !== container) return;
    place.armed = undefined;
    place.making = this.make(place, true, why);
  }

  /** The attempt is over before it began: its container is of no use any more. Resolves when that is gone. */
  async abandon(job: string, attempt: number): Promise<void> {
    const place = this.places.get(key(job, attempt));
    this.places.delete(key(job, attempt));
    const container = await place?.making.catch(() => undefined);
    if (container === undefined) return;
    try {
      await discard(this.workshop, container);
    } catch (error) {
      const text = `the container of ${job} (attempt ${attempt}) may still run: ${(error as Error).message}`;
      this.workshop.queue.notice({ kind: 'note', level: 'error', text, job });
    }
  }

  /** Nothing is made any more; resolves when what was under way is over. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled([...this.places.values()].map(({ making }) => making));
  }

  private place(job: string, attempt: number, urgent: boolean): Place {
    const known = this.places.get(key(job, attempt));
    if (known !== undefined) return known;
    this.begun.add(job);
    const place: Place = { plan: this.planOf(job), attempt, failures: 0, armed: undefined, making: NEVER };
    this.places.set(key(job, attempt), place);
    place.making = this.make(place, urgent, undefined);
    return place;
  }

  private make(place: Place, urgent: boolean, died: string | undefined): Promise<JobContainer> {
    const making = this.tryToMake(place, urgent, died);
    // Whoever takes the place hears of the failure; until then nobody listens.
    making.catch(() => undefined);
    return making;
  }

  private async tryToMake(place: Place, urgent: boolean, died: string | undefined): Promise<JobContainer> {
    if (died !== undefined) this.failed(place, died);
    const { image } = place.plan;
    for (;;) {
      const armed = !this.withoutShell.has(image);
      try {
        const container = await this.gate.through(() => this.makeOne(place, armed), urgent);
        if (container.stage === 'ended') this.failed(place, 'it ended as soon as it was started');
        else {
          place.armed = container;
          return container;
        }
      } catch (error) {
        if (error instanceof ArmingFailed || error instanceof ArmingStopped) throw error;
        const { message } = error as Error;
        if (armed && lacksShell(message)) this.withoutShell.add(image);
        else this.failed(place, message);
      }
      // What went wrong may be over in a moment.
      await this.workshop.sleep(place.failures * this.settings.armingPause);
    }
  }

  private makeOne({ plan, attempt }: Place, armed: boolean): Promise<JobContainer> {
    if (this.stopped) throw new ArmingStopped('the run is being ended');
    return createContainer(this.workshop, plan, attempt, armed);
  }

  /** @throws ArmingFailed when it was once too often */
  private failed(place: Place, why: string): void {
    const { plan, attempt } = place;
    place.failures += 1;
    const last = place.failures >= MAX_FAILURES;
    const text = `the armed container of ${plan.job.id} (attempt ${attempt}) failed: ${why}; ${last ? 'given up' : 'another is made'}`;
    this.workshop.queue.notice({ kind: 'note', level: last ? 'error' : 'warning', text, job: plan.job.id });
    if (last) throw new ArmingFailed(why);
  }
}

const NEVER = new Promise<never>(() => undefined);

function key(job: string, attempt: number): string {
  return `${job}\n${attempt}`;
}

/** What runc says when there is no shell to wait for the line. */
function lacksShell(message: string): boolean {
  return /exec: "sh": (executable file not found|stat sh: no such file)/.test(message);
}
