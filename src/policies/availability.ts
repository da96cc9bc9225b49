import { EPSILON } from '../core/time.js';

/** From `at` on, until the next step, so many cores are free. */
interface Step {
  readonly at: number;
  free: number;
}

/** How many cores are free when, as far as it is planned. Times are seconds; those closer than EPSILON are equal. */
export class Availability {
  private readonly steps: Step[];

  /** @param free cores from `now` on */
  constructor(now: number, free: number) {
    this.steps = [{ at: now, free }];
  }

  /** So many cores more (or fewer, if negative) from one time to another, which may be Infinity. */
  change(cores: number, from: number, until: number): void {
    const first = this.stepAt(from);
    const end = until === Infinity ? this.steps.length : this.stepAt(until);
    for (let index = first; index < end; index++) this.steps[index]!.free += cores;
  }

  /** The earliest time from `from` on at which `cores` are free for `seconds`; Infinity for never. */
  earliest(cores: number, seconds: number, from: number): number {
    let start: number | undefined;
    for (const [index, { at, free }] of this.steps.entries()) {
      const next = this.steps[index + 1]?.at ?? Infinity;
      if (next - from < EPSILON) continue;
      if (free < cores) start = undefined;
      else {
        start ??= Math.max(at, from);
        if (next === Infinity || next - (start + seconds) > -EPSILON) return start;
      }
    }
    return Infinity;
  }

  /** Place of the step that begins at a time; it is made where there is none. */
  private stepAt(at: number): number {
    const index = this.steps.findIndex((step) => step.at - at > -EPSILON);
    if (index >= 0 && this.steps[index]!.at - at < EPSILON) return index;
    const place = index < 0 ? this.steps.length : index;
    const before = this.steps[place - 1];
    this.steps.splice(place, 0, { at, free: before?.free ?? 0 });
    return place;
  }
}
