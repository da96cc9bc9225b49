import fc from 'fast-check';
import type { LogRecord } from '../../src/log/records.js';
import { LogBuilder } from './log-builder.js';

/** What may happen next to some job; steps that its state does not allow are left out. */
interface Step {
  readonly wait: number;
  readonly job: number;
  readonly what: 'arrive' | 'start' | 'resume' | 'pause' | 'resize' | 'refuse' | 'exit' | 'end' | 'cancel';
  readonly cores: number;
  readonly delay: number;
  readonly idle: number;
}

const seconds = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100, noNaN: true }), fc.constant(1e-10));

const step: fc.Arbitrary<Step> = fc.record({
  wait: seconds,
  job: fc.nat({ max: 4 }),
  what: fc.constantFrom('arrive', 'start', 'resume', 'pause', 'resize', 'refuse', 'exit', 'end', 'cancel'),
  cores: fc.integer({ min: 1, max: 4 }),
  delay: seconds,
  idle: fc.nat({ max: 3 }),
});

type Phase = 'expected' | 'queued' | 'running' | 'paused' | 'over';

/** Logs as an engine may write them, of five jobs, cut at any point. */
export const anyLog: fc.Arbitrary<LogRecord[]> = fc
  .array(step, { maxLength: 120, size: 'max' })
  .map((steps) => withArrivals(write(steps).records));

function write(steps: readonly Step[]): LogBuilder {
  const log = new LogBuilder();
  for (let job = 0; job < 5; job++) log.job(`j${job}`, { dedicated: 5 * job });
  const phases: Phase[] = Array.from({ length: 5 }, () => 'expected');
  let now = 0;
  for (const { wait, job, what, cores, delay, idle } of steps) {
    now += wait;
    const id = `j${job}`;
    const phase = phases[job];
    const alive = phase !== 'expected' && phase !== 'over';
    if (what === 'arrive' && phase === 'expected') {
      phases[job] = 'queued';
      log.arrive(now, id);
    } else if ((what === 'start' && phase === 'queued') || (what === 'resume' && phase === 'paused')) {
      phases[job] = 'running';
      log.do(now, what, id, cores, (now += delay));
    } else if (what === 'pause' && phase === 'running') {
      phases[job] = 'paused';
      log.do(now, what, id, 0, (now += delay));
    } else if (what === 'resize' && phase === 'running') log.do(now, what, id, cores, (now += delay));
    else if (what === 'refuse' && alive) log.refuse(now, phase === 'running' ? 'pause' : 'resume', id);
    else if (what === 'exit' && (phase === 'running' || phase === 'paused')) {
      phases[job] = 'queued';
      log.exit(now, id, 1);
    } else if (what === 'end' && (phase === 'running' || phase === 'paused')) {
      phases[job] = 'over';
      log.finish(now, id);
    } else if (what === 'cancel' && phase !== 'over') {
      phases[job] = 'over';
      log.end(now, id, 'cancelled', null);
    }
    log.decision(now, idle);
  }
  return log;
}

/** The records of jobs stand before their arrivals, and tell when those will be. */
function withArrivals(records: readonly LogRecord[]): LogRecord[] {
  const arrivals = new Map<string, number>();
  for (const record of records) if (record.kind === 'arrived') arrivals.set(record.job, record.at);
  return records.map((record) =>
    record.kind === 'job' ? { ...record, arrival: arrivals.get(record.job) ?? 1e9 } : record,
  );
}
