import { readFileSync } from 'node:fs';

/** CPU time of this machine since its start, in ticks: what others took from it (steal), and all of it. */
export interface CpuTicks {
  readonly stolen: number;
  readonly all: number;
}

export function cpuTicks(): CpuTicks {
  const [, ...ticks] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).map(Number);
  return { stolen: ticks[7] ?? 0, all: ticks.slice(0, 8).reduce((sum, each) => sum + each, 0) };
}

/** The share of the machine's CPU time that was stolen since then, 0 to 1. */
export function stolenSince(before: CpuTicks): number {
  const now = cpuTicks();
  return now.all === before.all ? 0 : (now.stolen - before.stolen) / (now.all - before.all);
}
