import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../../src/log/reader.js';

/** Steps per second around one resize of a running job, from its own progress lines. */
export interface SeenResize {
  /** Seconds on the run's clock at which it was confirmed. */
  readonly at: number;
  readonly cores: number;
  /** In the second before it, in the first second after it, and in the second one. */
  readonly rates: readonly [number, number, number];
}

interface Step {
  readonly at: number;
  readonly step: number;
}

/** What a run of resize.yaml shows, read from its log and from what its program wrote. */
export async function seenResizes(folder: string): Promise<SeenResize[]> {
  const resizes: { id: number; cores: number; at: number }[] = [];
  let ready = Number.NaN;
  for await (const record of readLog(folder)) {
    if (record.kind === 'intent' && record.action === 'resize')
      resizes.push({ id: record.id, cores: record.cores, at: Number.NaN });
    if (record.kind === 'program' && record.event === 'ready') ready = record.at;
    const settled = record.kind === 'outcome' ? resizes.find(({ id }) => id === record.id) : undefined;
    if (settled !== undefined) settled.at = (record as { at: number }).at;
  }
  const steps = stepsOf(readFileSync(join(folder, 'jobs', 'grows', 'attempt-1.log'), 'utf8'), ready);
  return resizes.map(({ at, cores }) => ({
    at,
    cores,
    rates: [rate(steps, at - 1, at), rate(steps, at, at + 1), rate(steps, at + 1, at + 2)],
  }));
}

/** Progress on the run's clock: the program's clock is set by its `ready` line. */
function stepsOf(output: string, ready: number): Step[] {
  const steps: Step[] = [];
  let zero = Number.NaN;
  for (const line of output.split('\n')) {
    if (!line.startsWith('{')) continue;
    const { event, t, step = 0 } = JSON.parse(line) as { event: string; t: number; step?: number };
    if (event === 'ready') zero = t - ready;
    if (event === 'ready' || event === 'progress') steps.push({ at: t - zero, step });
  }
  return steps;
}

function rate(steps: readonly Step[], from: number, to: number): number {
  return (stepAt(steps, to) - stepAt(steps, from)) / (to - from);
}

/** Between two lines, on a line between them. */
function stepAt(steps: readonly Step[], at: number): number {
  const after = steps.findIndex((step) => step.at >= at);
  const [left, right] = [steps[after - 1], steps[after]];
  if (left === undefined || right === undefined) return Number.NaN;
  return left.step + ((at - left.at) / (right.at - left.at)) * (right.step - left.step);
}
