import { cpus } from 'node:os';
import type { Rules } from '../../driver/rules.js';
import { simulate } from '../../driver/simulate.js';
import { NO_OVERHEADS } from '../../executors/sim/sim-executor.js';
import { linear } from '../../executors/sim/speedup.js';
import type { LogRecord } from '../../log/records.js';
import { threadsOf } from '../../planning/threads.js';
import { dryRunTable, type DryRunRow } from '../../render/dry-run-table.js';
import { checkCapacity } from '../../workload/capacity.js';
import { InvalidWorkload } from '../../workload/problem.js';
import type { JobSpec, Workload } from '../../workload/workload.js';
import type { Io } from '../io.js';
import { version } from '../version.js';
import type { RunFlags } from './flags.js';

/** A job whose duration is not known counts as this long, seconds: its first start depends on it only behind others. */
const UNKNOWN_DURATION = 60;

/**
 * What `run` would start, without Docker: each job's threads, and when it would start on how many cores, as predicted by the
 * simulator with linear speed-up.
 */
export async function dryRun(workload: Workload, rules: Rules, flags: RunFlags, io: Io): Promise<string> {
  const capacity = flags.cores ?? workload.cores ?? cpus().length;
  const problems = checkCapacity(workload, capacity);
  if (problems.length > 0) throw new InvalidWorkload(problems);
  const starts = new Map<string, LogRecord & { kind: 'intent' }>();
  await simulate({
    workload,
    capacity,
    rules,
    speedup: { name: 'linear', of: linear },
    overheads: NO_OVERHEADS,
    durationOf: ({ work }) => (work.kind === 'duration' ? work.seconds : UNKNOWN_DURATION),
    recorder: {
      append(record) {
        if (record.kind === 'intent' && record.action === 'start' && !starts.has(record.job))
          starts.set(record.job, record);
      },
    },
    version: version(),
  });
  const rows = workload.jobs.map((spec): DryRunRow => {
    const start = starts.get(spec.id);
    const { inter, intra, elastic } = threadsOf(spec, rules, capacity);
    return {
      id: spec.id,
      program: spec.program.kind === 'model' ? spec.program.model : spec.program.image,
      arrival: spec.arrival,
      start: start?.at,
      cores: start?.cores,
      ids: start?.ids,
      work: describeWork(spec),
      threads: `${inter} + ${intra}${elastic ? ' elastic' : ''}`,
    };
  });
  return flags.format === 'json'
    ? `${JSON.stringify(rows, undefined, 2)}\n`
    : dryRunTable(rows, capacity, io);
}

function describeWork({ work }: JobSpec): string {
  switch (work.kind) {
    case 'duration':
      return `${work.seconds} s`;
    case 'steps':
      return `${work.steps} steps`;
    case 'unknown':
      return 'to its end';
  }
}
