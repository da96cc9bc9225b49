import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventHeap, type TimedEvent } from '../../../src/executors/sim/event-heap.js';

interface Named extends TimedEvent {
  readonly name: number;
}

function event(name: number, due: number): Named {
  return { name, due, sequence: 0, index: -1 };
}

function drained(heap: EventHeap<Named>): number[] {
  const names: number[] = [];
  for (let first = heap.first(); first !== undefined; first = heap.first()) {
    names.push(first.name);
    heap.remove(first);
  }
  return names;
}

describe('EventHeap', () => {
  it('gives the earliest first, ties in the order in which they were set', () => {
    const heap = new EventHeap<Named>();
    for (const [name, due] of [5, 3, 5, 1, 3].entries()) heap.set(event(name, due));
    expect(drained(heap)).toEqual([3, 1, 4, 0, 2]);
    expect(heap.first()).toBeUndefined();
  });

  it('moves an event whose time has changed, in its old place among equals', () => {
    const heap = new EventHeap<Named>();
    const events = [event(0, 1), event(1, 2), event(2, 3)];
    for (const one of events) heap.set(one);
    events[0]!.due = 3;
    heap.set(events[0]!);
    events[2]!.due = 2;
    heap.set(events[2]!);
    expect(drained(heap)).toEqual([1, 2, 0]);
  });

  it('takes no notice of the removal of an event that is not in it', () => {
    const heap = new EventHeap<Named>();
    const one = event(0, 1);
    heap.set(one);
    heap.remove(one);
    heap.remove(one);
    expect(heap.first()).toBeUndefined();
    heap.set(one);
    expect(heap.first()).toBe(one);
  });

  it('answers as a sorted list does while events come, go and move', () => {
    const moves = fc.array(fc.record({ name: fc.nat(15), due: fc.nat(6), isRemoval: fc.boolean() }));
    fc.assert(
      fc.property(moves, (all) => {
        const heap = new EventHeap<Named>();
        const events = Array.from({ length: 16 }, (_, name) => event(name, 0));
        for (const { name, due, isRemoval } of all) {
          const one = events[name]!;
          if (isRemoval) heap.remove(one);
          else {
            one.due = due;
            heap.set(one);
          }
          const inHeap = events.filter((other) => other.index >= 0);
          inHeap.sort((a, b) => a.due - b.due || a.sequence - b.sequence);
          expect(heap.first()).toBe(inHeap[0]);
        }
        const left = events.filter((other) => other.index >= 0);
        left.sort((a, b) => a.due - b.due || a.sequence - b.sequence);
        expect(drained(heap)).toEqual(left.map((other) => other.name));
      }),
    );
  });
});
