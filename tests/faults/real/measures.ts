import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from './tfsched.js';

const MEASURE = fileURLToPath(new URL('measure.mjs', import.meta.url));

/** What tfsched processes were seen to take. */
export interface Measures {
  /** Milliseconds of each step of the engine. */
  readonly decisions: readonly number[];
  /** Resident bytes, one a second. */
  readonly memory: readonly number[];
  /** Resident bytes that a process had at most, by the kernel. */
  readonly most: number;
}

/** Has a tfsched write its measures into a file, after those of earlier ones. */
export function measuredInto(file: string): Required<LaunchOptions> {
  return { env: { TFSCHED_MEASURES: file }, node: ['--import', MEASURE] };
}

/** A last line that was cut off is left out. @throws the file system's error */
export function readMeasures(file: string): Measures {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { decisions: number[]; memory: number; most: number });
  return {
    decisions: lines.flatMap(({ decisions }) => decisions),
    memory: lines.map(({ memory }) => memory),
    most: lines.reduce((most, line) => Math.max(most, line.most), 0),
  };
}

/** Of which 99 in 100 are not above it; 0 of none. */
export function p99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
}

export function inMiB(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
