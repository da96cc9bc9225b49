/**
 * Rearranges numbers so that the one at place `k` is the one that belongs there in ascending order, none before it is larger,
 * and none behind it smaller: what a percentile needs of a sort, in time that grows with the count alone.
 * Source: C. A. R. Hoare, Algorithm 65: FIND, CACM 4 (1961).
 * @param values without NaN
 * @param first where to begin: the numbers before it are known to be no larger than those from it on
 * @returns the number at place `k`
 */
export function select(values: Float64Array, k: number, first = 0): number {
  let low = first;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[k]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left += 1;
      while (values[right]! > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left]!;
      values[left] = values[right]!;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (right < k) low = left;
    if (left > k) high = right;
  }
  return values[k]!;
}
