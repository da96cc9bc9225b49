import { describe, expect, it } from '@jest/globals';
import { createTimeline } from '../../src/log/timeline.js';
import { type ComparedRun, diffRuns } from '../../src/metrics/diff-runs.js';
import { createFold } from '../../src/metrics/fold.js';
import { LogBuilder } from './log-builder.js';

describe('two runs', () => {
  it('that are the same have no difference, as logs and as reports', () => {
    expect(diffRuns(ofLog(sample()), ofLog(sample()))).toBeUndefined();
    expect(diffRuns(ofReport(sample()), ofLog(sample()))).toBeUndefined();
    expect(diffRuns(ofReport(sample()), ofReport(sample()))).toBeUndefined();
  });

  it('as logs differ in a decision', () => {
    expect(diffRuns(ofLog(sample()), ofLog(sample(4)))).toMatchObject({
      at: 3,
      job: 'b',
      expected: '3 s: start with 1',
    });
  });

  it('as reports differ in a segment', () => {
    expect(diffRuns(ofReport(sample()), ofLog(sample(4)))).toEqual({
      at: 3,
      job: 'b',
      expected: '3 s: runs on 1 core',
      actual: '4 s: runs on 1 core',
    });
  });

  it('as reports without segments differ in a figure', () => {
    const bare = (log: LogBuilder): ComparedRun => {
      const { report } = ofReport(log);
      return {
        report: { ...report, segments: [], jobs: report.jobs.map((job) => ({ ...job, finished_at: null })) },
      };
    };
    expect(diffRuns(bare(sample()), bare(sample(4)))).toEqual({
      at: null,
      job: 'b',
      expected: 'first_run 3',
      actual: 'first_run 4',
    });
  });

  it('with the same jobs differ in a figure of the whole run', () => {
    const idle = sample().decision(1, 2).decision(2, 0);
    expect(diffRuns(ofLog(sample()), ofLog(idle))).toEqual({
      at: null,
      job: null,
      expected: 'idle_while_queued 0',
      actual: 'idle_while_queued 2',
    });
  });

  it('are not compared by time as soon as one was on Docker', () => {
    expect(diffRuns(ofLog(sample()), ofLog(sample(3.5, 'docker')))).toBeUndefined();
    expect(diffRuns(ofReport(sample()), ofReport(sample(3.5, 'docker')))).toBeUndefined();
  });
});

// Helpers

function sample(startOfB = 3, executor: 'sim' | 'docker' = 'sim'): LogBuilder {
  return new LogBuilder({ executor })
    .job('a')
    .job('b')
    .arrive(0, 'a')
    .arrive(0, 'b')
    .do(0, 'start', 'a', 4)
    .finish(3, 'a')
    .do(startOfB, 'start', 'b', 1)
    .finish(startOfB + 2, 'b');
}

function ofLog(log: LogBuilder): ComparedRun {
  const fold = createFold();
  const recorder = createTimeline();
  for (const record of log.records) {
    fold.append(record);
    recorder.append(record);
  }
  return { report: fold.report(), timeline: recorder.timeline() };
}

function ofReport(log: LogBuilder): ComparedRun {
  return { report: ofLog(log).report };
}
