/** An event of the simulation: what happens at a time, ties in the order in which it was set. */
export interface TimedEvent {
  due: number;
  /** Set by the heap. */
  sequence: number;
  /** Place in the heap; -1 when it is not in it. Set by the heap. */
  index: number;
}

/** A binary heap of events that can be moved and taken out. */
export class EventHeap<E extends TimedEvent> {
  private readonly events: E[] = [];
  private sequence = 0;

  first(): E | undefined {
    return this.events[0];
  }

  /** Puts an event in, or moves one whose `due` has changed. */
  set(event: E): void {
    if (event.index < 0) {
      event.sequence = this.sequence++;
      event.index = this.events.length;
      this.events.push(event);
    }
    if (!this.up(event)) this.down(event);
  }

  remove(event: E): void {
    if (event.index < 0) return;
    const last = this.events.pop()!;
    if (last !== event) {
      last.index = event.index;
      this.events[last.index] = last;
      if (!this.up(last)) this.down(last);
    }
    event.index = -1;
  }

  private up(event: E): boolean {
    const start = event.index;
    while (event.index > 0) {
      const parent = this.events[(event.index - 1) >> 1]!;
      if (!isBefore(event, parent)) break;
      this.swap(event, parent);
    }
    return event.index !== start;
  }

  private down(event: E): void {
    for (;;) {
      const left = this.events[2 * event.index + 1];
      const right = this.events[2 * event.index + 2];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, event)) return;
      this.swap(child, event);
    }
  }

  private swap(a: E, b: E): void {
    const { index } = a;
    a.index = b.index;
    b.index = index;
    this.events[a.index] = a;
    this.events[b.index] = b;
  }
}

function isBefore(a: TimedEvent, b: TimedEvent): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}
