/** Core-seconds that were free while some waiting job's claim fitted into them, judged at decisions (design 8). */
export interface IdleMeter {
  /** A decision at `at` seconds left `cores` idle; they count until the next decision. */
  judge(at: number, cores: number): void;
  /** Core-seconds from the beginning to `at`, which is not before the last decision that left cores idle. */
  until(at: number): number;
}

export function createIdleMeter(): IdleMeter {
  let total = 0;
  let idle = 0;
  let since = 0;
  return {
    judge(at, cores) {
      if (idle > 0) total += idle * (at - since);
      idle = cores;
      since = at;
    },
    until: (at) => total + idle * Math.max(0, at - since),
  };
}
