import type { DockerClient } from '../daemon/client.js';

/**
 * Removes finished containers, but not at once: that costs the daemon CPU time, which the jobs need. When enough wait for
 * it, they go one after the other (design 5.1). One whose end may not be in the log yet stays: if this process died now, nothing else
 * would know how it ended.
 */
export class Removal {
  private untold: string[] = [];
  private told: string[] = [];
  private waiting: string[] = [];
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: DockerClient,
    private readonly most: number,
  ) {}

  add(id: string): void {
    this.untold.push(id);
  }

  /** The driver has heard of the ends of all that were added by now. */
  handedOut(): void {
    this.told.push(...this.untold.splice(0));
  }

  /** What was handed out is in the log. */
  recorded(): void {
    this.waiting.push(...this.told.splice(0));
    if (this.waiting.length < this.most) return;
    const batch = this.waiting.splice(0);
    this.running = this.running.then(() => this.removeAll(batch));
  }

  /** Resolves when no removal is under way. */
  async settled(): Promise<void> {
    await this.running;
  }

  private async removeAll(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.client.remove(id).catch(() => undefined);
  }
}
