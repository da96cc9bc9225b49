import type { DockerClient } from './client.js';

/**
 * Removes finished containers, but not at once: that costs the daemon CPU time, which the jobs need. When enough wait for
 * it, they go one after the other (design 5.1).
 */
export class Removal {
  private waiting: string[] = [];
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: DockerClient,
    private readonly most: number,
  ) {}

  add(id: string): void {
    this.waiting.push(id);
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
