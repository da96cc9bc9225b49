import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DockerClient } from '../../../../src/executors/docker/daemon/client.js';
import { parseProcessId } from '../../../../src/executors/docker/host/process-life.js';
import { countOf, recordsOf } from '../event-log.js';
import { measuredInto } from '../measures.js';
import { launch } from '../tfsched.js';
import type { Plan, PlannedFault } from './plan.js';
import { disturb, type MadeFault } from './somebody-else.js';

/** Where runs are made. */
export interface Place {
  /** The home of their tfscheds. */
  readonly folder: string;
  readonly client: DockerClient;
  /** For tfsched: where the daemon is. */
  readonly env: Readonly<Record<string, string>>;
  /** Undefined for a daemon that is not ours to restart. */
  readonly restartDaemon: (() => Promise<void>) | undefined;
}

/** How a run went. */
export interface Course {
  /** Undefined where it had not begun. */
  readonly run: string | undefined;
  readonly made: readonly MadeFault[];
  /** Exit code of the last tfsched; undefined where there was nothing to resume. */
  readonly code: number | undefined;
  /** Sentences of what is not as it must be; none when all is well. */
  readonly wrong: readonly string[];
}

/** Seconds that a run may take; where a container is left paused, tfsched resumes it after a minute. */
const PATIENCE = 180;
const ENDED_ON_PURPOSE = 143;
const OVER_ALREADY = 2;
const NO_DAEMON = 3;
/** Seconds after which a fault is tried again that nobody was there for. */
const AGAIN = 0.5;
/** Milliseconds in which tfsched ends when it is told to. */
const END_PATIENCE = 30_000;

/** A run that goes on through what is done to it: whenever its tfsched is gone, another one resumes it. */
export class RunUnderFaults {
  private readonly made: MadeFault[] = [];
  private readonly wrong: string[] = [];
  private child: ChildProcess | undefined;
  private stderr = '';
  private begunAt = 0;
  /** When the daemon was back from its last restart. */
  private daemonBack = 0;
  /** Milliseconds on the clock of `performance`: what is to be done when, the earliest first. */
  private due: { readonly at: number; readonly act: () => Promise<void> }[] = [];
  private ahead: readonly PlannedFault[];
  private over = false;
  private code: number | undefined;

  constructor(
    private readonly place: Place,
    private readonly plan: Plan,
    /** Of the run's folder, within the place's. */
    private readonly name: string,
  ) {
    this.ahead = plan.faults;
  }

  /** @param stop ends it at once */
  async toItsEnd(stop: AbortSignal): Promise<Course> {
    const { plan, name, place } = this;
    writeFileSync(join(place.folder, `${name}.yaml`), plan.workload);
    const cores = plan.emulated === undefined ? '--cores 2' : `--cores ${plan.emulated} --emulate`;
    this.begin(`run ${name}.yaml ${cores} ${plan.rules} --on-exit ${this.leaving()} --quiet --out ${name}`);
    while (!this.over && !stop.aborted && countOf(this.runFolder, 'arrived') === 0) await delay(20);
    const began = performance.now();
    for (const fault of plan.faults) this.later(fault.at, () => this.make(fault));
    while (!this.over && !stop.aborted) {
      if (performance.now() > began + PATIENCE * 1000) {
        this.wrong.push(`is not over after ${PATIENCE} s`);
        break;
      }
      const next = this.due[0];
      if (next !== undefined && next.at <= performance.now()) {
        this.due.shift();
        await next.act();
      } else await delay(Math.min(50, (next?.at ?? Infinity) - performance.now()));
    }
    await this.end('SIGKILL');
    return { run: this.run, made: this.made, code: this.code, wrong: this.wrong };
  }

  private get runFolder(): string {
    return join(this.place.folder, this.name);
  }

  private get run(): string | undefined {
    const file = join(this.runFolder, 'run.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { run: string }).run : undefined;
  }

  private later(seconds: number, act: () => Promise<void>): void {
    this.due.push({ at: performance.now() + seconds * 1000, act });
    this.due.sort((a, b) => a.at - b.at);
  }

  private begin(line: string): void {
    const { env, node } = measuredInto(join(this.place.folder, 'measures.jsonl'));
    const child = launch(this.place.folder, line, { env: { ...env, ...this.place.env }, node });
    this.stderr = '';
    this.begunAt = performance.now();
    child.stdout?.resume();
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => (this.stderr += piece));
    child.on('close', (code) => {
      if (this.child !== child) return;
      this.child = undefined;
      // A resume that met no daemon has changed nothing, and can be tried again.
      if (code === NO_DAEMON && line.startsWith('resume') && this.wasDaemonAway()) this.resumeIn(AGAIN);
      else this.cameToItsEnd(code);
    });
    this.child = child;
  }

  private async make(fault: PlannedFault): Promise<void> {
    const { kind, pick, lasts } = fault;
    switch (kind) {
      case 'tfsched killed':
        return this.leave(fault, 'SIGKILL');
      case 'tfsched ended, containers paused':
      case 'tfsched ended, containers kept':
        return this.leave(fault, 'SIGTERM');
      case 'daemon restarted':
        this.daemonBack = Infinity;
        await this.place.restartDaemon?.();
        this.daemonBack = performance.now();
        this.made.push({ kind });
        return;
      default: {
        const { run, place } = this;
        if (run === undefined) return;
        const made = await disturb(place.client, run, recordsOf(this.runFolder), kind, pick);
        if (made === undefined) {
          this.later(AGAIN, () => this.make(fault));
          return;
        }
        this.made.push(made);
        const { id } = made.container ?? {};
        if (kind === 'container paused' && id !== undefined && lasts < Infinity)
          this.later(lasts, () => place.client.unpause(id).catch(() => undefined));
      }
    }
  }

  /** Ends tfsched, and has another one go on a while later. */
  private async leave(fault: PlannedFault, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { kind, lasts } = fault;
    if (this.child === undefined) {
      this.later(AGAIN, () => this.make(fault));
      return;
    }
    this.ahead = this.ahead.filter((other) => other !== fault);
    // It listens to signals before it locks the run; until then it has done nothing, and one ends it as SIGKILL does.
    const listens = this.isLockedBy(this.child.pid);
    const code = await this.end(signal);
    if (code === undefined) return;
    if (signal === 'SIGTERM' && code !== ENDED_ON_PURPOSE && (listens || code !== null))
      this.wrong.push(`ended with ${code} at SIGTERM: ${this.stderr.trim()}`);
    this.made.push({ kind });
    this.resumeIn(lasts);
  }

  private isLockedBy(pid: number | undefined): boolean {
    try {
      return parseProcessId(readFileSync(join(this.runFolder, 'lock'), 'utf8'))?.pid === pid;
    } catch {
      return false;
    }
  }

  private resumeIn(seconds: number): void {
    this.later(seconds, async () => {
      this.begin(`resume ${this.name} --on-exit ${this.leaving()} --quiet`);
      await Promise.resolve();
    });
  }

  /** At any time since the tfsched was begun that is there now. */
  private wasDaemonAway(): boolean {
    return this.daemonBack > this.begunAt;
  }

  /** @returns its exit code, null where the signal ended it; undefined where it had come to its end before */
  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null | undefined> {
    const { child } = this;
    if (child === undefined) return undefined;
    this.child = undefined;
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.kill(signal);
    const timer = setTimeout(() => {
      this.wrong.push(`does not end at ${signal}: ${this.stderr.trim()}`);
      child.kill('SIGKILL');
    }, END_PATIENCE);
    const code = await closed;
    clearTimeout(timer);
    if (code !== 0 && code !== 1) return code;
    this.cameToItsEnd(code);
    return undefined;
  }

  private cameToItsEnd(code: number | null): void {
    this.over = true;
    if (code === OVER_ALREADY && this.stderr.includes('is over')) return;
    this.code = code ?? undefined;
    if (code !== 0 && code !== 1) this.wrong.push(`ended with ${code}: ${this.stderr.trim()}`);
  }

  /** What the next signal that is to come does to the containers. */
  private leaving(): string {
    const next = this.ahead.find(({ kind }) => kind.startsWith('tfsched ended'));
    return next?.kind === 'tfsched ended, containers paused' ? 'pause' : 'keep';
  }
}
