import type { CoreId } from './actions.js';
import { invariant } from './errors.js';

/** Where a core sits in its host. */
export interface Seat {
  /** Cores with the same number are hardware threads of one physical core. */
  readonly physical: number;
  readonly node: number;
}

/**
 * The cores of one host, and which of them are free. Cores come back only when an exit, a pause or a shrink is confirmed.
 */
export class Pool {
  readonly capacity: number;
  private readonly free = new Set<CoreId>();
  private readonly sorted: readonly CoreId[];

  /**
   * @param ids the host's numbers of the cores that may be used
   * @param seats where each sits; without it all cores are alike
   */
  constructor(
    readonly ids: readonly CoreId[],
    private readonly seats?: ReadonlyMap<CoreId, Seat>,
  ) {
    invariant(new Set(ids).size === ids.length, 'a core stands twice in the pool');
    this.sorted = [...ids].sort((a, b) => a - b);
    this.capacity = ids.length;
    for (const id of this.sorted) this.free.add(id);
  }

  get freeCount(): number {
    return this.free.size;
  }

  isFree(id: CoreId): boolean {
    return this.free.has(id);
  }

  /**
   * Takes `count` free cores: the preferred ones first, then those next to what is held (same physical core, then same NUMA
   * node), then the lowest numbers (design 5.2). The caller has made sure that so many are free.
   */
  take(count: number, held: readonly CoreId[], preferred: readonly CoreId[]): CoreId[] {
    invariant(count <= this.free.size, `${count} cores taken where ${this.free.size} are free`);
    const taken: CoreId[] = [];
    for (const id of preferred) {
      if (taken.length === count) return taken;
      if (this.free.delete(id)) taken.push(id);
    }
    while (taken.length < count) {
      const id =
        this.seats === undefined
          ? this.lowest()
          : this.nearest(this.seats, [...held, ...taken], count - taken.length);
      this.free.delete(id);
      taken.push(id);
    }
    return taken;
  }

  release(ids: readonly CoreId[]): void {
    for (const id of ids) {
      invariant(!this.free.has(id), `core ${id} given back twice`);
      this.free.add(id);
    }
  }

  private lowest(): CoreId {
    for (const id of this.sorted) if (this.free.has(id)) return id;
    throw new Error('unreachable: no core is free');
  }

  private nearest(seats: ReadonlyMap<CoreId, Seat>, near: readonly CoreId[], wanted: number): CoreId {
    let best: CoreId | undefined;
    let bestDistance = Infinity;
    for (const id of this.sorted) {
      if (!this.free.has(id)) continue;
      const distance = near.length === 0 ? this.crowding(seats, id, wanted) : this.distance(seats, id, near);
      if (distance < bestDistance) {
        best = id;
        bestDistance = distance;
      }
    }
    invariant(best !== undefined, 'no core is free');
    return best;
  }

  private distance(seats: ReadonlyMap<CoreId, Seat>, id: CoreId, near: readonly CoreId[]): number {
    const seat = seats.get(id);
    const others = near.map((other) => seats.get(other));
    if (others.some((other) => other?.physical === seat?.physical && other?.node === seat?.node)) return 0;
    return others.some((other) => other?.node === seat?.node) ? 1 : 2;
  }

  /** For the first core of a job: the node with the fewest free cores that still has all that the job wants. */
  private crowding(seats: ReadonlyMap<CoreId, Seat>, id: CoreId, wanted: number): number {
    const node = seats.get(id)?.node;
    let onNode = 0;
    for (const other of this.free) if (seats.get(other)?.node === node) onNode += 1;
    return onNode >= wanted ? onNode : this.capacity + (this.capacity - onNode);
  }
}
