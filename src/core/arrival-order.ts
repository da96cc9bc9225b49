import { compareClose } from './time.js';

/** Seconds on the run's clock. */
interface Arriving {
  readonly arrival: number;
}

/** Places by arrival, then file position; arrivals closer than EPSILON are equal. */
export function byArrival(entries: readonly Arriving[]): number[] {
  const order = entries.map((_, index) => index);
  if (arriveInFileOrder(entries)) return order;
  const arrival = (index: number): number => entries[index]!.arrival;
  order.sort((a, b) => arrival(a) - arrival(b) || a - b);
  let first = 0;
  for (let next = 1; next <= order.length; next++) {
    if (next < order.length && compareClose(arrival(order[next]!), arrival(order[first]!)) === 0) continue;
    if (next - first > 1) {
      const together = order.slice(first, next).sort((a, b) => a - b);
      together.forEach((index, place) => (order[first + place] = index));
    }
    first = next;
  }
  return order;
}

function arriveInFileOrder(entries: readonly Arriving[]): boolean {
  let latest = -Infinity;
  for (const { arrival } of entries) {
    if (arrival < latest) return false;
    latest = arrival;
  }
  return true;
}
