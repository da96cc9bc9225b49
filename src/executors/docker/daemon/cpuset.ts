/** Ascending core ids as the kernel writes lists of them: `0-2,5`; empty for none. */
export function formatCpuset(ids: readonly number[]): string {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let first = 0; first < sorted.length;) {
    let last = first;
    while (sorted[last + 1] === (sorted[last] ?? 0) + 1) last += 1;
    parts.push(first === last ? `${sorted[first] ?? 0}` : `${sorted[first] ?? 0}-${sorted[last] ?? 0}`);
    first = last + 1;
  }
  return parts.join(',');
}

/** More cores than any host has; longer ranges are taken for mistakes. */
const MAX_CORE_ID = 65_535;

/** The ids of a list such as `0-2,5`, ascending, each once; undefined when it is not such a list. */
export function parseCpuset(text: string): number[] | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const ids = new Set<number>();
  for (const part of trimmed.split(',')) {
    const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part);
    if (match === null) return undefined;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (last < first || last > MAX_CORE_ID) return undefined;
    for (let id = first; id <= last; id++) ids.add(id);
  }
  return [...ids].sort((a, b) => a - b);
}

/** True when both hold the same ids, in whatever order. */
export function sameCores(a: readonly number[], b: readonly number[]): boolean {
  return formatCpuset(a) === formatCpuset(b);
}
