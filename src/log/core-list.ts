/** Core ids as people write them: `0-3,8`. */
export function coreList(ids: readonly number[]): string {
  const sorted = [...ids].sort((a, b) => a - b);
  const runs: { first: number; last: number }[] = [];
  for (const id of sorted) {
    const run = runs.at(-1);
    if (run?.last === id - 1) run.last = id;
    else runs.push({ first: id, last: id });
  }
  return runs.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}
