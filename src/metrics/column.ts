/** Up to a known number of values, kept outside of the heap: an array that grows to a million leaves its former selves behind. */
export class Column {
  private readonly cells: Float64Array;
  private count = 0;

  /** @param most values that can come */
  constructor(most: number) {
    this.cells = new Float64Array(most);
  }

  /** A value that is not known (NaN) is left out. */
  push(value: number): void {
    if (!Number.isNaN(value)) this.cells[this.count++] = value;
  }

  /** Those so far. */
  values(): Float64Array {
    return this.cells.subarray(0, this.count);
  }
}
