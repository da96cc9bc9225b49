/** Lets so many callers in at a time; those that are urgent do not queue behind the others. */
export class Gate {
  private inside = 0;
  private readonly urgent: (() => void)[] = [];
  private readonly patient: (() => void)[] = [];

  constructor(private readonly places: number) {}

  async through<T>(work: () => Promise<T>, isUrgent: boolean): Promise<T> {
    if (this.inside < this.places) this.inside += 1;
    else await new Promise<void>((enter) => (isUrgent ? this.urgent : this.patient).push(enter));
    try {
      return await work();
    } finally {
      const next = this.urgent.shift() ?? this.patient.shift();
      // The place goes to the next caller directly, so that nobody slips in between.
      if (next === undefined) this.inside -= 1;
      else next();
    }
  }
}
