import { cpus } from 'node:os';
import { programName } from '../../driver/entries.js';
import type { Rules } from '../../driver/rules.js';
import { simulate } from '../../driver/simulate.js';
import type { Threads } from '../../executors/docker/containers/runner-command.js';
import { parseCpuset } from '../../executors/docker/daemon/cpuset.js';
import { NO_OVERHEADS } from '../../executors/sim/sim-executor.js';
import { linear } from '../../executors/sim/speedup.js';
import type { LogRecord } from '../../log/records.js';
import { threadsOf } from '../../planning/threads.js';
import { dryRunTable, type DryRunRow } from '../../render/dry-run-table.js';
import { checkCapacity } from '../../workload/capacity.js';
import { jsonText } from '../../workload/printable.js';
import { InvalidWorkload } from '../../workload/problem.js';
import type { JobSpec, Workload } from '../../workload/workload.js';
import { UsageError } from '../errors.js';
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
  if (flags.format !== 'table' && flags.format !== 'json')
    throw new UsageError('--dry-run prints a table, or with --json one JSON value');
  if (flags.html !== undefined) throw new UsageError('--dry-run has no report that --html could write');
  const named = flags.cpus === undefined ? undefined : parseCpuset(flags.cpus);
  const capacity = flags.cores ?? workload.cores ?? named?.length ?? cpus().length;
  if (named !== undefined && capacity > named.length)
    throw new UsageError(
      `--cpus names ${named.length} ${named.length === 1 ? 'core' : 'cores'} and the run is to have ${capacity}`,
    );
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
  const rows = workload.jobs.map((spec) => {
    const start = starts.get(spec.id);
    return {
      spec,
      start: start?.at,
      cores: start?.cores,
      ids: start?.ids?.map((id) => named?.[id] ?? id),
      threads: threadsOf(spec, { rules, capacity, threads: flags.threads }),
    };
  });
  if (flags.format === 'json') return `${jsonText(rows.map(asJson), 2)}\n`;
  return dryRunTable(rows.map(asRow), capacity, { width: flags.width ?? io.width, color: io.color });
}

interface Planned {
  readonly spec: JobSpec;
  readonly start: number | undefined;
  readonly cores: number | undefined;
  readonly ids: readonly number[] | undefined;
  readonly threads: Threads;
}

function asRow({ spec, start, cores, ids, threads }: Planned): DryRunRow {
  const { inter, intra, elastic } = threads;
  return {
    id: spec.id,
    program: programName(spec),
    arrival: spec.arrival,
    start,
    cores,
    ids,
    work: describeWork(spec),
    threads: `${inter} + ${intra}${elastic ? ' elastic' : ''}`,
  };
}

/** Times are seconds; what is not known is null. */
function asJson({ spec, start, cores, ids, threads }: Planned): object {
  const { work } = spec;
  return {
    id: spec.id,
    model: programName(spec),
    arrival: spec.arrival,
    start: start ?? null,
    cores: cores ?? null,
    ids: ids ?? null,
    duration: work.kind === 'duration' ? work.seconds : null,
    steps: work.kind === 'steps' ? work.steps : null,
    inter_op: threads.inter,
    intra_op: threads.intra,
    elastic: threads.elastic,
  };
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
