/** How many cores a job may come to ask for or hold. */
export interface Demand {
  readonly cores: number | undefined;
  readonly minCores: number | undefined;
  readonly maxCores: number | undefined;
  readonly updates: readonly { readonly cores: number }[] | undefined;
}

/** Something that a job asks for above the cores of the run. `part` is a number for the update of that index. */
export interface AboveCapacity {
  readonly part: 'cores' | 'minCores' | 'maxCores' | number;
  readonly message: string;
  readonly hint: string;
}

/** Everything in a job's demand that is above the cores of the run (design 3). */
export function aboveCapacity(demand: Demand, capacity: number): AboveCapacity[] {
  const found: AboveCapacity[] = [];
  const check = (
    part: AboveCapacity['part'],
    cores: number | undefined,
    before: string,
    after = '',
  ): void => {
    if (cores === undefined || cores <= capacity) return;
    found.push({
      part,
      message: `${before} ${String(cores)}${after} is above the capacity of ${String(capacity)}`,
      hint: `expected at most ${String(capacity)}, or give the run more cores`,
    });
  };
  check('cores', demand.cores, 'a request of', ' cores');
  check('minCores', demand.minCores, 'min_cores');
  check('maxCores', demand.maxCores, 'max_cores');
  demand.updates?.forEach(({ cores }, index) => {
    check(index, cores, 'an update to', ' cores');
  });
  return found;
}
