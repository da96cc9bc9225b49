import type { CoreId } from './actions.js';
import { Bug, invariant } from './errors.js';

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
  /** The core ids, ascending; a core's place in it is its rank. */
  private readonly sorted: readonly CoreId[];
  /** By core id. */
  private readonly ranks: (number | undefined)[] = [];
  /** By rank: 1 where the core is free. */
  private readonly free: Uint8Array;
  private count: number;
  /** No rank below it is free. */
  private lowestFree = 0;

  /**
   * @param ids the host's numbers of the cores that may be used
   * @param seats where each sits; without it all cores are alike
   */
  constructor(
    readonly ids: readonly CoreId[],
    private readonly seats?: ReadonlyMap<CoreId, Seat>,
  ) {
    this.sorted = [...ids].sort((a, b) => a - b);
    this.capacity = ids.length;
    this.count = ids.length;
    this.free = new Uint8Array(ids.length).fill(1);
    this.sorted.forEach((id, rank) => {
      invariant(this.ranks[id] === undefined, `core ${id} stands twice in the pool`);
      this.ranks[id] = rank;
    });
  }

  get freeCount(): number {
    return this.count;
  }

  isFree(id: CoreId): boolean {
    return this.free[this.rank(id)] === 1;
  }

  /**
   * Takes `count` free cores: the preferred ones first, then those next to what is held (same physical core, then same NUMA
   * node), then the lowest numbers (design 5.2). The caller has made sure that so many are free.
   */
  take(count: number, held: readonly CoreId[], preferred: readonly CoreId[]): CoreId[] {
    if (count > this.count) throw new Bug(`${count} cores taken where ${this.count} are free`);
    const taken: CoreId[] = [];
    for (const id of preferred) {
      if (taken.length === count) return taken;
      if (this.isFree(id)) taken.push(this.claim(id));
    }
    if (this.seats === undefined) this.takeLowest(count, taken);
    while (taken.length < count) {
      const near = this.nearest(this.seats!, [...held, ...taken], count - taken.length);
      taken.push(this.claim(near));
    }
    return taken;
  }

  release(ids: readonly CoreId[]): void {
    for (const id of ids) {
      const rank = this.rank(id);
      if (this.free[rank] !== 0) throw new Bug(`core ${id} given back twice`);
      this.free[rank] = 1;
      this.count += 1;
      if (rank < this.lowestFree) this.lowestFree = rank;
    }
  }

  private claim(id: CoreId): CoreId {
    this.free[this.rank(id)] = 0;
    this.count -= 1;
    return id;
  }

  private rank(id: CoreId): number {
    const rank = this.ranks[id];
    if (rank === undefined) throw new Bug(`core ${id} is not of the pool`);
    return rank;
  }

  /** Fills up `taken` to `count` cores. */
  private takeLowest(count: number, taken: CoreId[]): void {
    const { free, sorted } = this;
    this.count -= count - taken.length;
    let rank = this.lowestFree;
    while (taken.length < count) {
      while (free[rank] === 0) rank += 1;
      free[rank] = 0;
      taken.push(sorted[rank]!);
    }
    this.lowestFree = rank;
  }

  private nearest(seats: ReadonlyMap<CoreId, Seat>, near: readonly CoreId[], wanted: number): CoreId {
    let best: CoreId | undefined;
    let bestDistance = Infinity;
    for (const id of this.sorted) {
      if (!this.isFree(id)) continue;
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
    for (const other of this.sorted) if (this.isFree(other) && seats.get(other)?.node === node) onNode += 1;
    return onNode >= wanted ? onNode : this.capacity + (this.capacity - onNode);
  }
}
