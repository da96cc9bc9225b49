import type { RunRecorder } from '../../../src/driver/drive.js';
import type { DockerClient, StreamHandlers } from '../../../src/executors/docker/daemon/client.js';
import type { MemoryLog } from './memory-log.js';
import { wrapClient } from './wrap-client.js';

/** Where a tfsched is killed: before or after the n-th of its records or calls of a kind, counted from 1. */
export interface KillPoint {
  /** `record arrived`, `call pause` ...; `call line` is the line that starts a program. */
  readonly what: string;
  readonly n: number;
  readonly side: 'before' | 'after';
}

/** The text for a person. */
export function nameOf({ what, n, side }: KillPoint): string {
  return `${side} ${what} ${n}`;
}

/**
 * The life of one tfsched: all that it does goes through here. From the moment it is killed on, nothing that it does has an effect,
 * and nothing is told to it; its calls are never answered.
 */
export class Mortal {
  /** Resolves when it is killed. */
  readonly death: Promise<void>;
  isDead = false;
  /** Places at which it could have been killed. */
  readonly passed: KillPoint[] = [];
  private readonly counts = new Map<string, number>();
  private announce: () => void = () => undefined;

  /**
   * @param point where it dies; undefined for never
   * @param onDeath called at that very moment
   */
  constructor(
    private readonly point: KillPoint | undefined,
    private readonly onDeath: () => void,
  ) {
    this.death = new Promise((resolve) => (this.announce = resolve));
  }

  recorder(log: MemoryLog): RunRecorder {
    return {
      append: (record) => {
        const after = this.pass(`record ${record.kind}`);
        if (this.isDead) return;
        log.append(record);
        after();
      },
      flush: () => {
        if (!this.isDead) log.flush();
        return undefined;
      },
    };
  }

  client(client: DockerClient): DockerClient {
    return wrapClient(client, {
      around: async (call, _subject, work) => {
        const after = this.pass(`call ${call}`);
        if (this.isDead) return NEVER;
        try {
          const result = await work();
          after();
          return await this.unlessDead(() => result);
        } catch (error) {
          return this.unlessDead<never>(() => {
            throw error;
          });
        }
      },
      handlers: (handlers) => this.whileAlive(handlers as unknown as StreamHandlers<unknown>) as never,
      attached: (attachment) => ({
        ...attachment,
        write: (text) => {
          const after = this.pass('call line');
          if (this.isDead) return;
          attachment.write(text);
          after();
        },
      }),
    });
  }

  private whileAlive<T>(handlers: StreamHandlers<T>): StreamHandlers<T> {
    return {
      data: (chunk) => {
        if (!this.isDead) handlers.data(chunk);
      },
      ended: (error) => {
        if (!this.isDead) handlers.ended(error);
      },
    };
  }

  private async unlessDead<T>(then: () => T): Promise<T> {
    return this.isDead ? NEVER : then();
  }

  /** It comes to a place at which it may be killed; what it returns is called behind it. */
  private pass(what: string): () => void {
    const n = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, n);
    this.reach({ what, n, side: 'before' });
    return () => this.reach({ what, n, side: 'after' });
  }

  private reach(place: KillPoint): void {
    if (this.isDead) return;
    this.passed.push(place);
    const { point } = this;
    if (point?.what !== place.what || point.n !== place.n || point.side !== place.side) return;
    this.isDead = true;
    this.onDeath();
    this.announce();
  }
}

const NEVER = new Promise<never>(() => undefined);
