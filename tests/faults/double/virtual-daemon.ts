import type { ContainerSpec, Limits } from '../../../src/executors/docker/daemon/client.js';
import { parseCpuset } from '../../../src/executors/docker/daemon/cpuset.js';
import { FakeDocker, type FakeContainer } from '../../executors/docker/fake-docker.js';
import { lines, type VirtualProgram } from './programs.js';
import type { VirtualTime } from './virtual-time.js';

/** How far the program of a container is. */
interface Progress {
  readonly program: VirtualProgram;
  /** Core-seconds done up to `asOf`. */
  done: number;
  /** Seconds of the virtual time. */
  asOf: number;
  /** Core-seconds a second since then. */
  speed: number;
  told: number;
  cancel: () => void;
}

/** Work closer than this to a step's end has come there. */
const TOLERANCE = 1e-9;

/**
 * A daemon in memory whose containers run programs in virtual time: as fast as the cores in their limits let them, not at all while
 * they are paused. It outlives whoever talks to it.
 */
export class VirtualDaemon extends FakeDocker {
  /** `job attempt` of every program that was begun, in that order. */
  readonly begun: string[] = [];
  /** The same of those that came to their end by themselves. */
  readonly completed: string[] = [];
  /** Called when a program begins. */
  onProgram: (job: string, attempt: number) => void = () => undefined;
  private readonly progress = new Map<string, Progress>();

  constructor(
    private readonly time: VirtualTime,
    private readonly programOf: (job: string, attempt: number) => VirtualProgram,
  ) {
    super();
  }

  override async update(id: string, limits: Limits): Promise<void> {
    await super.update(id, limits);
    this.replan(id);
  }

  override async pause(id: string): Promise<void> {
    await super.pause(id);
    this.replan(id);
  }

  override async unpause(id: string): Promise<void> {
    await super.unpause(id);
    this.replan(id);
  }

  override begin(container: FakeContainer): void {
    const { job, attempt } = whose(container.spec);
    this.begun.push(`${job} ${attempt}`);
    this.onProgram(job, attempt);
    super.begin(container);
    const program = this.programOf(job, attempt);
    this.progress.set(container.id, {
      program,
      done: 0,
      asOf: this.time.now,
      speed: 0,
      told: 0,
      cancel: () => undefined,
    });
    this.write(container, lines.ready());
    this.replan(container.id);
  }

  override exit(container: FakeContainer, code: number): void {
    this.progress.get(container.id)?.cancel();
    this.progress.delete(container.id);
    super.exit(container, code);
  }

  /** Whoever talked to it is dead: its connections are, too. */
  hangUp(): void {
    for (const container of this.containers.values()) container.handlers = undefined;
    this.dropWatchers();
  }

  /** Core-seconds that the program of a container has done. */
  doneBy(container: FakeContainer): number {
    const progress = this.progress.get(container.id);
    if (progress === undefined) return 0;
    return progress.done + progress.speed * (this.time.now - progress.asOf);
  }

  /** Brings a program's next step forward or back to where its speed puts it now. */
  private replan(id: string): void {
    const container = this.containers.get(id);
    const progress = this.progress.get(id);
    if (container === undefined || progress === undefined) return;
    progress.cancel();
    progress.done = this.doneBy(container);
    progress.asOf = this.time.now;
    progress.speed = container.status === 'running' ? coresOf(container.limits) : 0;
    if (progress.speed === 0) return;
    const { coreSeconds, steps } = progress.program;
    const next = (coreSeconds * (progress.told + 1)) / steps;
    progress.cancel = this.time.after((next - progress.done) / progress.speed, () =>
      this.step(container, progress),
    );
  }

  private step(container: FakeContainer, progress: Progress): void {
    const { coreSeconds, steps, exitCode } = progress.program;
    progress.told += 1;
    const end = (coreSeconds * progress.told) / steps;
    progress.done = Math.abs(this.doneBy(container) - end) < TOLERANCE ? end : this.doneBy(container);
    progress.asOf = this.time.now;
    this.write(container, lines.progress(progress.told, steps));
    if (progress.told < steps) {
      this.replan(container.id);
      return;
    }
    const { job, attempt } = whose(container.spec);
    this.completed.push(`${job} ${attempt}`);
    if (exitCode === 0) this.write(container, lines.done(steps));
    this.exit(container, exitCode);
  }
}

function whose({ labels }: ContainerSpec): { readonly job: string; readonly attempt: number } {
  return { job: labels['tfsched.job'] ?? '', attempt: Number(labels['tfsched.attempt']) };
}

function coresOf({ cpuset, nanoCpus }: Limits): number {
  if (cpuset !== undefined) return parseCpuset(cpuset)?.length ?? 0;
  return nanoCpus === undefined ? 1 : nanoCpus / 1e9;
}
