const CHUNK = 512;

/**
 * A sorted list in chunks: add, remove and neighbour in O(log n + CHUNK), first and append in O(1). The order of two items must
 * not change while both are in the list.
 */
export class OrderedList<T> {
  /** One at least; none is empty but for the only one. */
  private readonly chunks: T[][] = [[]];
  private count = 0;

  /** @param compare a total order: 0 only for an item and itself */
  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number {
    return this.count;
  }

  clear(): void {
    this.chunks.length = 0;
    this.chunks.push([]);
    this.count = 0;
  }

  first(): T | undefined {
    return this.chunks[0]?.[0];
  }

  add(item: T): void {
    this.count += 1;
    const last = this.chunks[this.chunks.length - 1]!;
    if (last.length === 0) {
      last.push(item);
      return;
    }
    const at =
      this.compare(last[last.length - 1] as T, item) < 0 ? this.chunks.length - 1 : this.chunkFor(item);
    const chunk = this.chunks[at]!;
    const place = this.placeIn(chunk, item);
    if (place === chunk.length) chunk.push(item);
    else chunk.splice(place, 0, item);
    if (chunk.length > CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
  }

  /** False when the item is not in the list. */
  remove(item: T): boolean {
    const found = this.find(item);
    if (found === undefined) return false;
    const { at, place } = found;
    const chunk = this.chunks[at]!;
    if (place === 0) chunk.shift();
    else chunk.splice(place, 1);
    if (chunk.length === 0 && this.chunks.length > 1) this.chunks.splice(at, 1);
    this.count -= 1;
    return true;
  }

  /** The item that follows one of the list. */
  after(item: T): T | undefined {
    const found = this.find(item);
    if (found === undefined) return undefined;
    return this.chunks[found.at]?.[found.place + 1] ?? this.chunks[found.at + 1]?.[0];
  }

  /** The item that precedes one of the list. */
  before(item: T): T | undefined {
    const found = this.find(item);
    if (found === undefined) return undefined;
    return found.place > 0 ? this.chunks[found.at]?.[found.place - 1] : this.chunks[found.at - 1]?.at(-1);
  }

  /** The first item at or behind the place that `item`, in the list or not, has in the order. */
  from(item: T): T | undefined {
    const at = this.chunkFor(item);
    const chunk = this.chunks[at]!;
    return chunk[this.placeIn(chunk, item)] ?? this.chunks[at + 1]?.[0];
  }

  *[Symbol.iterator](): Generator<T, void> {
    for (const chunk of this.chunks) yield* chunk;
  }

  private find(item: T): { at: number; place: number } | undefined {
    if (this.chunks[0]?.[0] === item) return { at: 0, place: 0 };
    const at = this.chunkFor(item);
    const chunk = this.chunks[at];
    if (chunk === undefined) return undefined;
    const place = this.placeIn(chunk, item);
    if (chunk[place] === item) return { at, place };
    // Values closer than EPSILON are equal, which is not transitive: a long chain of them may hide an item from bisection.
    for (const [other, candidates] of this.chunks.entries()) {
      const index = candidates.indexOf(item);
      if (index >= 0) return { at: other, place: index };
    }
    return undefined;
  }

  /** The first chunk whose last item does not go before `item`, or the last chunk. */
  private chunkFor(item: T): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = this.chunks[middle]!;
      if (this.compare(chunk[chunk.length - 1] as T, item) < 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(low, 0);
  }

  /** The first place of the chunk whose item does not go before `item`. */
  private placeIn(chunk: readonly T[], item: T): number {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(chunk[middle] as T, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
