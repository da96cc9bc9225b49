import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LogRecord } from '../../src/log/records.js';
import { createFold } from '../../src/metrics/fold.js';
import { parseReport, type RunReport } from '../../src/metrics/report.js';
import { anyLog } from './log-arbitrary.js';

const RUNS = { numRuns: 300 };

describe('whatever happens in a run', () => {
  it('waiting and service add up to the turnaround', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        for (const job of reportOf(log).jobs) {
          expect(job.waiting + job.service).toBeCloseTo(job.turnaround ?? 0, 6);
          expect(job.waiting).toBeGreaterThanOrEqual(0);
          expect(job.service).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('segments are what service, core-seconds and pauses are made of', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const { jobs, segments } = reportOf(log);
        for (const job of jobs) {
          const own = segments.filter((segment) => segment.job === job.id);
          const running = own.filter(({ kind }) => kind === 'run');
          expect(sum(running.map(lengthOf))).toBeCloseTo(job.service, 5);
          expect(sum(running.map((segment) => lengthOf(segment) * segment.cores))).toBeCloseTo(
            job.core_seconds,
            4,
          );
          expect(sum(own.filter(({ kind }) => kind === 'pause').map(lengthOf))).toBeLessThan(
            job.waiting + 1e-5,
          );
        }
      }),
      RUNS,
    );
  });

  it('segments of a job follow one another, and no two that touch are the same', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const { jobs, segments } = reportOf(log);
        for (const { id } of jobs) {
          const own = segments.filter((segment) => segment.job === id);
          own.forEach((segment, index) => {
            expect(segment.end).toBeGreaterThan(segment.start);
            const next = own[index + 1];
            if (next === undefined) return;
            expect(next.start).toBeGreaterThanOrEqual(segment.end - 1e-8);
            const touches = next.start - segment.end < 5e-10;
            const same =
              next.kind === segment.kind && next.cores === segment.cores && next.attempt === segment.attempt;
            expect(touches && same).toBe(false);
          });
        }
      }),
      RUNS,
    );
  });

  it('segments stand by start, then file position', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const { segments } = reportOf(log);
        segments.forEach(({ start, job }, index) => {
          const next = segments[index + 1];
          if (next === undefined) return;
          expect(next.start - start).toBeGreaterThan(-2e-9);
          if (next.start === start) expect(next.job >= job).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('jobs that are packed away say the same as those that are not', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const { config, ...packed } = reportOf(log);
        expect(reportOf(log.map(onDocker))).toEqual({ ...packed, config: { ...config, executor: 'docker' } });
      }),
      RUNS,
    );
  });

  it('the report survives the file that its log is written to, and fits its own schema', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const read = log.map((record) => JSON.parse(JSON.stringify(record)) as LogRecord);
        expect(reportOf(read)).toEqual(reportOf(log));
        expect(parseReport(reportOf(log))).toMatchObject({ ok: true });
      }),
      RUNS,
    );
  });

  it('the summary without rows is the summary of the report', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const fold = createFold({ segments: false });
        for (const record of log) fold.append(record);
        expect(fold.summary()).toEqual(reportOf(log).summary);
      }),
      RUNS,
    );
  });

  it('every beginning of a log has its report, in which times only grow', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const fold = createFold();
        let before: RunReport | undefined;
        for (const record of log) {
          fold.append(record);
          const report = fold.report();
          for (const job of before?.jobs ?? []) {
            const now = report.jobs.find(({ id }) => id === job.id);
            expect(now?.service).toBeGreaterThanOrEqual(job.service - 1e-6);
            expect(now?.waiting).toBeGreaterThanOrEqual(job.waiting - 1e-6);
            expect(now?.preemptions).toBeGreaterThanOrEqual(job.preemptions);
          }
          before = report;
        }
      }),
      { numRuns: 30 },
    );
  });
});

// Helpers

function reportOf(log: readonly LogRecord[]): RunReport {
  const fold = createFold();
  for (const record of log) fold.append(record);
  return fold.report();
}

function onDocker(record: LogRecord): LogRecord {
  return record.kind === 'run' ? { ...record, config: { ...record.config, executor: 'docker' } } : record;
}

function lengthOf({ start, end }: { readonly start: number; readonly end: number }): number {
  return end - start;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
