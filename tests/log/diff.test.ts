import { describe, expect, it } from '@jest/globals';
import { diffTimelines } from '../../src/log/diff.js';
import type { LogRecord } from '../../src/log/records.js';
import { createTimeline, type Timeline } from '../../src/log/timeline.js';
import { LogBuilder } from '../metrics/log-builder.js';

describe('two logs', () => {
  it('of the same run have no difference', () => {
    expect(diff(sample(), sample())).toBeUndefined();
  });

  it('that differ by less than a microsecond are the same', () => {
    expect(
      diff(
        sample(),
        sample((at) => at + 4e-7),
      ),
    ).toBeUndefined();
    expect(
      diff(
        sample(),
        sample((at) => at + 3e-6),
      ),
    ).toMatchObject({ at: 0 });
  });

  it('on real time are compared by what happened and in which order', () => {
    expect(
      diff(
        sample(),
        sample((at) => at * 1.1 + 0.02),
        Infinity,
      ),
    ).toBeUndefined();
    const late = sample();
    late.do(9, 'kill', 'b');
    expect(diff(sample(), late, Infinity)).toEqual({
      at: 9,
      job: 'b',
      expected: 'nothing more',
      actual: '9 s: kill attempt 2',
    });
  });

  it('differ in the first decision that differs, by time and then by place in the file', () => {
    const expected = new LogBuilder()
      .job('a')
      .job('b')
      .do(1, 'start', 'b', 1)
      .do(2, 'start', 'a', 2)
      .do(3, 'pause', 'b');
    const actual = new LogBuilder()
      .job('a')
      .job('b')
      .do(1, 'start', 'b', 1)
      .do(2, 'start', 'a', 1)
      .do(2, 'pause', 'b');
    expect(diff(expected, actual)).toEqual({
      at: 2,
      job: 'a',
      expected: '2 s: start with 2',
      actual: '2 s: start with 1',
    });
  });

  it('say what each did, and why', () => {
    const paused = new LogBuilder().job('a');
    paused.add({
      kind: 'intent',
      at: 4,
      id: 1,
      action: 'pause',
      job: 'a',
      attempt: 1,
      cores: 0,
      cause: { kind: 'gave_way', job: 'h' },
    });
    const resized = new LogBuilder().job('a');
    resized.add({
      kind: 'intent',
      at: 5,
      id: 1,
      action: 'resize',
      job: 'a',
      attempt: 1,
      cores: 2,
      ids: [0, 3],
    });
    expect(diff(paused, resized)).toEqual({
      at: 4,
      job: 'a',
      expected: '4 s: pause (gave way to h)',
      actual: '5 s: resize with 2 on cores 0,3',
    });
  });

  it('differ when the same cores are not the same cores', () => {
    const on = (ids: number[]): LogBuilder =>
      new LogBuilder()
        .job('a')
        .add({ kind: 'intent', at: 0, id: 1, action: 'start', job: 'a', attempt: 1, cores: 1, ids });
    expect(diff(on([0]), on([1]))).toMatchObject({
      expected: '0 s: start with 1 on cores 0',
      actual: '0 s: start with 1 on cores 1',
    });
    expect(diff(on([0]), on([1]), Infinity)).toBeUndefined();
  });

  it('differ in how an attempt exits and a job ends', () => {
    const base = (): LogBuilder => new LogBuilder().job('a').do(0, 'start', 'a', 1);
    expect(diff(base().exit(1, 'a', 0), base().exit(1, 'a', 2))).toMatchObject({
      expected: '1 s: exit with code 0',
    });
    expect(diff(base().end(1, 'a', 'done'), base().end(1, 'a', 'failed'))).toMatchObject({
      actual: '1 s: failed',
    });
    expect(diff(base().exit(1, 'a', 1), base().exit(1, 'a', 1).do(1, 'start', 'a', 1))).toMatchObject({
      expected: 'nothing more',
      actual: '1 s: start attempt 2 with 1',
    });
  });

  it('of different workloads differ in those', () => {
    const one = new LogBuilder().job('a', { cores: 2 }).do(0, 'start', 'a', 2);
    expect(diff(one, new LogBuilder().job('a', { cores: 3 }))).toEqual({
      at: null,
      job: 'a',
      expected: 'arrival 0, 2 cores, 1 to 4, priority 0',
      actual: 'arrival 0, 3 cores, 1 to 4, priority 0',
    });
    expect(diff(one, new LogBuilder())).toMatchObject({ job: 'a', actual: 'no such job' });
    expect(diff(new LogBuilder(), one)).toMatchObject({ job: 'a', expected: 'no such job' });
  });
});

// Helpers

function sample(time: (at: number) => number = (at) => at): LogBuilder {
  return new LogBuilder()
    .job('a')
    .job('b')
    .do(time(0), 'start', 'a', 2)
    .do(time(1), 'resize', 'a', 1)
    .do(time(1), 'start', 'b', 1)
    .finish(time(3), 'a')
    .finish(time(4), 'b');
}

function diff(expected: LogBuilder, actual: LogBuilder, tolerance = 1e-6): ReturnType<typeof diffTimelines> {
  return diffTimelines(timelineOf(expected.records), timelineOf(actual.records), tolerance);
}

function timelineOf(records: readonly LogRecord[]): Timeline {
  const recorder = createTimeline();
  for (const record of records) recorder.append(record);
  return recorder.timeline();
}
