import { describe, expect, it } from '@jest/globals';
import type { LogRecord } from '../../src/log/records.js';
import { createFold } from '../../src/metrics/fold.js';
import { parseReport, type JobReport, type RunReport } from '../../src/metrics/report.js';
import { LogBuilder } from './log-builder.js';

describe('one job', () => {
  it('that starts late waits for its start and is served until its end', () => {
    const [job] = reportOf(
      new LogBuilder()
        .job('a', { arrival: 1, cores: 2, dedicated: 4 })
        .arrive(1, 'a')
        .do(3, 'start', 'a', 2)
        .finish(7, 'a')
        .close(7),
    ).jobs;
    expect(job).toMatchObject({
      state: 'done',
      exit_code: 0,
      started_at: 3,
      finished_at: 7,
      first_run: 2,
      waiting: 2,
      service: 4,
      turnaround: 6,
      slowdown: 1.5,
      bounded_slowdown: 1,
      core_seconds: 8,
      preemptions: 0,
      resizes: 0,
      attempts: 1,
    });
  });

  it('has its times from confirmations, not from orders', () => {
    const report = reportOf(
      new LogBuilder()
        .job('a')
        .arrive(0, 'a')
        .do(0, 'start', 'a', 1, 0.5)
        .do(2, 'pause', 'a', 0, 2.25)
        .do(4, 'resume', 'a', 1, 4.125)
        .finish(6, 'a')
        .close(6),
    );
    expect(report.jobs[0]).toMatchObject({ first_run: 0.5, waiting: 2.375, service: 3.625, preemptions: 1 });
    expect(report.segments).toEqual([
      { job: 'a', attempt: 1, kind: 'run', start: 0.5, end: 2.25, cores: 1 },
      { job: 'a', attempt: 1, kind: 'pause', start: 2.25, end: 4.125, cores: 0 },
      { job: 'a', attempt: 1, kind: 'run', start: 4.125, end: 6, cores: 1 },
    ]);
    expect(report.summary.dispatch_latency).toEqual({ mean: 0.5, median: 0.5, p95: 0.5, max: 0.5 });
    expect(report.summary.actions.pause).toEqual({ confirmed: 1, refused: 0, mean: 0.25, max: 0.25 });
  });

  it('that fails waits for its next attempt, whose steps begin again', () => {
    const report = reportOf(
      new LogBuilder()
        .job('a', { retries: 1 })
        .arrive(0, 'a')
        .do(0, 'start', 'a', 2)
        .add(program(1, 1, 'ready', 0), program(3, 1, 'progress', 40))
        .exit(4, 'a', 1)
        .do(5, 'start', 'a', 2)
        .add(program(5.5, 2, 'ready', 0), program(6, 2, 'progress', 10), program(6, 1, 'progress', 41))
        .exit(7, 'a', 3)
        .end(7, 'a', 'failed', 3)
        .close(7),
    );
    expect(report.jobs[0]).toMatchObject({
      state: 'failed',
      exit_code: 3,
      attempts: 2,
      waiting: 1,
      service: 6,
      first_run: 0,
      steps: 10,
      startup: 0.5,
    });
    expect(report.segments.map(({ attempt, start, end }) => [attempt, start, end])).toEqual([
      [1, 0, 4],
      [2, 5, 7],
    ]);
  });

  it('counts a resize only when its cores change while it runs, and none for a share', () => {
    const resized = reportOf(
      new LogBuilder()
        .job('a')
        .arrive(0, 'a')
        .do(0, 'start', 'a', 1)
        .do(1, 'resize', 'a', 1)
        .do(2, 'resize', 'a', 3)
        .do(3, 'pause', 'a')
        .do(4, 'resume', 'a', 2)
        .finish(5, 'a')
        .close(5),
    );
    expect(resized.jobs[0]).toMatchObject({ resizes: 1, preemptions: 1, core_seconds: 1 + 1 + 3 + 2 });
    expect(resized.segments.map(({ start, end, cores }) => [start, end, cores])).toEqual([
      [0, 2, 1],
      [2, 3, 3],
      [3, 4, 0],
      [4, 5, 2],
    ]);
    const shared = reportOf(
      new LogBuilder({ policy: 'none', realloc: null })
        .job('a')
        .arrive(0, 'a')
        .do(0, 'start', 'a', 1)
        .do(1, 'share', 'a', 0.5)
        .finish(2, 'a')
        .close(2),
    );
    expect(shared.jobs[0]).toMatchObject({ resizes: 0, core_seconds: 1.5 });
    expect(shared.segments).toHaveLength(2);
  });

  it('that is refused an order goes on as before', () => {
    const report = reportOf(
      new LogBuilder()
        .job('a')
        .arrive(0, 'a')
        .refuse(0, 'start', 'a', 1)
        .do(1, 'start', 'a', 1)
        .refuse(2, 'pause', 'a')
        .refuse(3, 'resize', 'a', 4)
        .finish(4, 'a')
        .close(4),
    );
    expect(report.jobs[0]).toMatchObject({
      waiting: 1,
      service: 3,
      preemptions: 0,
      resizes: 0,
      attempts: 1,
      core_seconds: 3,
    });
    expect(report.summary.actions.start).toMatchObject({ confirmed: 1, refused: 1 });
  });

  it('whose exit overtakes an order takes no notice of its late outcome', () => {
    const log = new LogBuilder().job('a', { retries: 1 }).arrive(0, 'a').do(0, 'start', 'a', 1);
    const pause = log.order(2, 'pause', 'a');
    log
      .exit(2, 'a', 1)
      .do(2, 'start', 'a', 1)
      .add({ kind: 'outcome', at: 3, id: pause, ok: true })
      .finish(5, 'a')
      .close(5);
    expect(reportOf(log).jobs[0]).toMatchObject({ preemptions: 0, waiting: 0, service: 5, attempts: 2 });
  });

  it('whose exit overtakes its resume does not run afterwards', () => {
    const log = new LogBuilder()
      .job('a', { retries: 1 })
      .arrive(0, 'a')
      .do(0, 'start', 'a', 1)
      .do(1, 'pause', 'a');
    const resume = log.order(2, 'resume', 'a', 1);
    log.exit(2, 'a', 137).add({ kind: 'outcome', at: 3, id: resume, ok: true }).do(4, 'start', 'a', 1);
    expect(reportOf(log.finish(6, 'a').close(6)).jobs[0]).toMatchObject({
      waiting: 3,
      service: 3,
      attempts: 2,
    });
  });

  it('takes no notice of the late exit of an attempt before', () => {
    const log = new LogBuilder()
      .job('a', { retries: 1 })
      .arrive(0, 'a')
      .do(0, 'start', 'a', 1)
      .exit(1, 'a', 1);
    log.do(1, 'start', 'a', 1).add({ kind: 'exited', at: 2, job: 'a', attempt: 1, code: 1 });
    const report = reportOf(log.finish(3, 'a').close(3));
    expect(report.jobs[0]).toMatchObject({ waiting: 0, service: 3 });
    expect(report.segments.map(({ attempt, start, end }) => [attempt, start, end])).toEqual([
      [1, 0, 1],
      [2, 1, 3],
    ]);
  });

  it('that does not run is not preempted', () => {
    const log = new LogBuilder()
      .job('a')
      .arrive(0, 'a')
      .do(0, 'start', 'a', 1)
      .do(1, 'pause', 'a')
      .do(2, 'pause', 'a');
    expect(reportOf(log.end(3, 'a', 'cancelled', null).close(3)).jobs[0]).toMatchObject({
      preemptions: 1,
      waiting: 2,
    });
  });

  it('that is ready before its start is known to be confirmed took no time to start up', () => {
    const log = new LogBuilder().job('a').arrive(0, 'a');
    const start = log.order(0, 'start', 'a', 1);
    log.add(program(0.5, 1, 'ready', 0), { kind: 'outcome', at: 0.3, id: start, ok: true });
    expect(reportOf(log.finish(3, 'a').close(3)).jobs[0]?.startup).toBe(0.2);
  });

  it('that was paused when it was killed waited until it was gone', () => {
    const report = reportOf(
      new LogBuilder()
        .job('a')
        .arrive(0, 'a')
        .do(0, 'start', 'a', 1)
        .do(1, 'pause', 'a')
        .do(3, 'kill', 'a')
        .exit(3.5, 'a', 137)
        .end(3.5, 'a', 'cancelled', 137)
        .close(3.5),
    );
    expect(report.jobs[0]).toMatchObject({ waiting: 2.5, service: 1, turnaround: 3.5, state: 'cancelled' });
    expect(report.segments.at(-1)).toEqual({
      job: 'a',
      attempt: 1,
      kind: 'pause',
      start: 1,
      end: 3.5,
      cores: 0,
    });
  });

  it('cancelled before it arrived has no turnaround', () => {
    const report = reportOf(
      new LogBuilder().job('a', { arrival: 9 }).end(2, 'a', 'cancelled', null).close(2),
    );
    expect(report.jobs[0]).toMatchObject({
      turnaround: null,
      waiting: 0,
      service: 0,
      exit_code: null,
      first_run: null,
    });
    expect(report.summary).toMatchObject({ makespan: 0, utilization: null, throughput: null, cancelled: 1 });
  });

  it('has CPU seconds only when every attempt was read, the last reading of each', () => {
    const both = new LogBuilder()
      .job('a', { retries: 1 })
      .arrive(0, 'a')
      .do(0, 'start', 'a', 1)
      .add(cpu(1, 1, 0.5), cpu(2, 1, 1.5))
      .exit(2, 'a', 1)
      .do(2, 'start', 'a', 1);
    const halfRead = new LogBuilder();
    halfRead.records.splice(0, 1, ...both.records);
    both
      .add(cpu(4, 2, 2))
      .finish(4, 'a')
      .close(4);
    expect(reportOf(both).jobs[0]?.cpu_seconds).toBe(3.5);
    expect(reportOf(both).summary).toMatchObject({ cpu_seconds: 3.5, cpu_used: 3.5 / 16 });
    halfRead.add({ kind: 'exited', at: 4, job: 'a', attempt: 2, code: 0 }).end(4, 'a').close(4);
    expect(reportOf(halfRead).jobs[0]?.cpu_seconds).toBeNull();
    expect(reportOf(halfRead).summary.cpu_used).toBeNull();
  });
});

describe('segments', () => {
  it('of no length are left out, and equal ones that touch are one', () => {
    const report = reportOf(
      new LogBuilder()
        .job('a')
        .arrive(0, 'a')
        .do(0, 'start', 'a', 1)
        .do(2, 'pause', 'a')
        .do(2, 'resume', 'a', 1)
        .do(3, 'resize', 'a', 2)
        .do(3, 'resize', 'a', 1)
        .finish(4, 'a')
        .close(4),
    );
    expect(report.segments).toEqual([{ job: 'a', attempt: 1, kind: 'run', start: 0, end: 4, cores: 1 }]);
  });

  it('stand by start, then file position, where a start nearer than a nanosecond is the same', () => {
    const report = reportOf(
      new LogBuilder()
        .job('a')
        .job('b')
        .job('c')
        .arrive(0, 'a')
        .arrive(0, 'b')
        .arrive(0, 'c')
        .do(1, 'start', 'c', 1)
        .do(2, 'start', 'b', 1)
        .do(2 + 4e-10, 'start', 'a', 1)
        .finish(3, 'c')
        .finish(3, 'b')
        .finish(3, 'a')
        .close(3),
    );
    expect(report.segments.map(({ job }) => job)).toEqual(['c', 'a', 'b']);
  });

  it('are not kept when they are not asked for; nothing else changes', () => {
    const log = sample();
    const without = reportOf(log, { segments: false });
    expect(without).toEqual({ ...reportOf(log), segments: [] });
  });
});

describe('the whole run', () => {
  it('has every figure of design 8', () => {
    const report = reportOf(sample());
    expect(report.jobs.map((job) => [job.id, job.waiting, job.service, job.turnaround])).toEqual([
      ['a', 0, 4, 4],
      ['b', 3, 4, 7],
      ['c', 1, 1, 2],
    ]);
    expect(report.summary).toMatchObject({
      jobs: 3,
      finished: 2,
      failed: 1,
      cancelled: 0,
      makespan: 8,
      throughput: 0.25,
      throughput_per_hour: 900,
      utilization: (4 * 4 + 2 * 4 + 1 * 1) / 32,
      core_seconds: 25,
      idle_while_queued: 2 * 1 + 1 * 2,
      preemptions: 0,
      resizes: 0,
      // Slowdowns 1 and 3.5: (1 + 2/7)^2 / (2 (1 + 4/49)).
      jain: 0.764150943,
      waiting: { mean: 1.5, median: 1.5, p95: 2.85, max: 3 },
      turnaround: { mean: 5.5, median: 5.5, p95: 6.85, max: 7 },
    });
  });

  it('is the shape that is published', () => {
    expect(parseReport(JSON.parse(JSON.stringify(reportOf(sample()))))).toMatchObject({ ok: true });
  });

  it('of jobs that all failed has no statistics', () => {
    const { summary } = reportOf(
      new LogBuilder()
        .job('a')
        .arrive(0, 'a')
        .do(0, 'start', 'a', 1)
        .exit(1, 'a', 1)
        .end(1, 'a', 'failed', 1)
        .close(1),
    );
    expect(summary.waiting).toEqual({ mean: null, median: null, p95: null, max: null });
    expect(summary).toMatchObject({ finished: 0, failed: 1, throughput: 0, jain: null });
  });

  it('counts idle cores until the last end and no further', () => {
    const log = new LogBuilder()
      .job('a')
      .job('b', { arrival: 9 })
      .arrive(0, 'a')
      .do(0, 'start', 'a', 1)
      .decision(1, 3)
      .finish(2, 'a');
    expect(reportOf(log.end(50, 'b', 'cancelled', null).close(50)).summary.idle_while_queued).toBe(3);
  });
});

describe('a log that ends before the run', () => {
  const partial = () =>
    new LogBuilder()
      .job('done')
      .job('running', { cores: 2 })
      .job('queued')
      .job('expected', { arrival: 100 })
      .arrive(0, 'done')
      .arrive(0, 'running')
      .arrive(2, 'queued')
      .do(0, 'start', 'done', 1)
      .do(0, 'start', 'running', 2)
      .finish(3, 'done')
      .add({ kind: 'beat', at: 10 });

  it('is reported up to its last record, the jobs that are left as cancelled', () => {
    const log = partial();
    log.records[3] = { ...(log.records[3] as Extract<LogRecord, { kind: 'job' }>), arrival: 2 };
    const report = reportOf(log);
    expect(report.run).toMatchObject({ clock: 10, interrupted: 'the log has no end' });
    expect(
      report.jobs.map((job) => [job.state, job.waiting, job.service, job.turnaround, job.finished_at]),
    ).toEqual([
      ['done', 0, 3, 3, 3],
      ['cancelled', 0, 10, 10, null],
      ['cancelled', 8, 0, 8, null],
      ['cancelled', 0, 0, null, null],
    ]);
    expect(report.summary).toMatchObject({ makespan: 10, finished: 1, cancelled: 3, core_seconds: 23 });
    expect(report.segments).toContainEqual({
      job: 'running',
      attempt: 1,
      kind: 'run',
      start: 0,
      end: 10,
      cores: 2,
    });
  });

  it('can be reported again and again while it grows, and ends up the same', () => {
    const log = sample();
    const fold = createFold();
    for (const record of log.records) {
      fold.append(record);
      fold.report();
    }
    expect(fold.report()).toEqual(reportOf(log));
  });

  it('goes by the latest time, though the notices of a batch stand before its older facts', () => {
    const log = new LogBuilder()
      .job('a')
      .arrive(0, 'a')
      .do(0, 'start', 'a', 1)
      .add(program(5, 1, 'progress', 1));
    expect(reportOf(log.add({ kind: 'turn_ended', at: 4, job: 'a' })).run.clock).toBe(5);
  });

  it('says how it was left, and forgets that when it was resumed; the gap counts apart', () => {
    const left = partial().add({ kind: 'left', at: 10, how: 'keep', reason: 'SIGINT' });
    left.records[3] = { ...(left.records[3] as Extract<LogRecord, { kind: 'job' }>), arrival: 2 };
    expect(reportOf(left).run.interrupted).toBe('SIGINT; its containers are kept, to be resumed');
    const before = reportOf(left);
    const gap = { gap: 99, ran: 2, ended: 1, core_seconds: 40 };
    left.add({ kind: 'resumed', at: 10, tfsched: 'x', created: '2026-07-31T14:26:01Z', ...gap });
    const report = reportOf(left);
    expect(report.run.interrupted).toBe('the log has no end');
    expect(report.run.gaps).toEqual([{ at: 10, seconds: 99, ran: 2, ended: 1, core_seconds: 40 }]);
    expect({ ...report, run: before.run }).toEqual(before);
  });

  it('says why it was interrupted', () => {
    const log = partial().add({ kind: 'end', at: 10, interrupted: 'SIGINT' });
    log.records[3] = { ...(log.records[3] as Extract<LogRecord, { kind: 'job' }>), arrival: 2 };
    expect(reportOf(log).run.interrupted).toBe('SIGINT');
  });
});

describe('a log that contradicts itself', () => {
  it.each<[string, LogRecord]>([
    ['tells of a job', { kind: 'arrived', at: 0, job: 'ghost' }],
    [
      'orders something of a job',
      { kind: 'intent', at: 0, id: 1, action: 'start', job: 'ghost', attempt: 1, cores: 1 },
    ],
    ['ends a job', { kind: 'ended', at: 0, job: 'ghost', state: 'done', code: 0 }],
  ])('is refused when it %s that it never announced', (_, record) => {
    const fold = createFold();
    fold.append(new LogBuilder().records[0]!);
    expect(() => fold.append(record)).toThrow(/"ghost"/);
  });

  it('has no report without its header', () => {
    expect(() => createFold().report()).toThrow(/does not begin with a `run` record/);
  });

  it('is a bug when waiting and service miss the turnaround', () => {
    const late = new LogBuilder()
      .job('a', { arrival: 0 })
      .arrive(1, 'a')
      .do(1, 'start', 'a', 1)
      .finish(2, 'a')
      .close(2);
    expect(() => reportOf(late)).toThrow(/job a: waiting 0 s and service 1 s .* turnaround of 2 s/);
  });
});

it('keeps warnings and errors, not mere notes', () => {
  const note = (level: 'info' | 'warning' | 'error'): LogRecord => ({
    kind: 'note',
    at: 1,
    level,
    text: level,
    job: undefined,
  });
  const { notes } = reportOf(new LogBuilder().add(note('info'), note('warning'), note('error')).close(1));
  expect(notes).toEqual([
    { at: 1, level: 'warning', job: null, text: 'warning' },
    { at: 1, level: 'error', job: null, text: 'error' },
  ]);
});

it('reports jobs in file order, whatever order they were announced in', () => {
  const log = new LogBuilder().job('b', { position: 1 }).job('a', { position: 0 }).close(0);
  expect(reportOf(log).jobs.map((job: JobReport) => job.id)).toEqual(['a', 'b']);
});

// Helpers

/** Four cores: a (4 cores) 0-4; b (2) arrives at 1, runs 4-8; c (1) arrives at 3, runs 4-5 and fails. */
function sample(): LogBuilder {
  return new LogBuilder()
    .job('a', { cores: 4, dedicated: 4 })
    .job('b', { arrival: 1, cores: 2, dedicated: 2 })
    .job('c', { arrival: 3, cores: 1, dedicated: 1 })
    .arrive(0, 'a')
    .do(0, 'start', 'a', 4)
    .decision(0, 2)
    .arrive(1, 'b')
    .decision(1, 0)
    .arrive(3, 'c')
    .decision(3, 0)
    .finish(4, 'a')
    .do(4, 'start', 'b', 2)
    .do(4, 'start', 'c', 1)
    .exit(5, 'c', 1)
    .end(5, 'c', 'failed', 1)
    .decision(5, 1)
    .decision(7, 0)
    .finish(8, 'b')
    .close(8);
}

function reportOf(log: LogBuilder, options?: { segments?: boolean }): RunReport {
  const fold = createFold(options);
  for (const record of log.records) fold.append(record);
  return fold.report();
}

function program(at: number, attempt: number, event: 'ready' | 'progress' | 'done', step: number): LogRecord {
  return { kind: 'program', at, job: 'a', attempt, event, step, loss: undefined };
}

function cpu(at: number, attempt: number, seconds: number): LogRecord {
  return { kind: 'cpu', at, job: 'a', attempt, seconds };
}
