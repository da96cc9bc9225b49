import { describe, expect, it } from '@jest/globals';
import { Job } from '../../src/core/job-state.js';
import { requestOf } from './scenario.js';

const job = (timeout = Infinity): Job => new Job(requestOf('a', 0, 0, 4, { cores: 2, timeout }), 0);

describe('waiting time', () => {
  it('grows from waitFrom to stopWaiting, and adds up', () => {
    const a = job();
    expect([a.waitedAt(9), a.isAging()]).toEqual([0, false]);
    a.waitFrom(1);
    expect([a.waitedAt(4), a.isAging()]).toEqual([3, true]);
    a.stopWaiting(5);
    expect([a.waitedAt(9), a.isAging()]).toEqual([4, false]);
    a.stopWaiting(8);
    a.waitFrom(10);
    expect(a.waitedAt(12)).toBe(6);
  });

  it('begins anew where waitFrom is called while it grows', () => {
    const a = job();
    a.waitFrom(1);
    a.waitFrom(3);
    expect(a.waitedAt(4)).toBe(1);
  });

  it('is forgotten by neverWaited, but for what was before', () => {
    const a = job();
    a.waitFrom(1);
    a.stopWaiting(3);
    a.waitFrom(4);
    a.neverWaited();
    expect([a.waitedAt(9), a.isAging()]).toEqual([2, false]);
  });
});

describe('core-seconds attained', () => {
  it('grow with the cores held while it is served, over all attempts and of the current one', () => {
    const a = job();
    a.phase = 'running';
    a.holdCores(2, 1);
    a.serveFrom(1);
    expect([a.attainedAt(4), a.attainedInAttemptAt(4)]).toEqual([6, 6]);
    a.holdCores(1, 4);
    expect(a.attainedAt(6)).toBe(8);
    a.stopService(6);
    a.holdCores(0, 6);
    expect(a.attainedAt(99)).toBe(8);
    a.newAttempt();
    a.holdCores(3, 10);
    a.serveFrom(10);
    expect([a.attainedAt(11), a.attainedInAttemptAt(11)]).toEqual([11, 3]);
  });

  it('stand still while it waits, though its container runs on, until they are frozen anew', () => {
    const a = job();
    a.phase = 'running';
    a.holdCores(1, 0);
    a.serveFrom(0);
    a.phase = 'waiting';
    a.freezeAttained(5);
    expect([a.attainedAt(7), a.attainedInAttemptAt(7)]).toEqual([5, 5]);
    a.stopService(8);
    expect(a.attainedAt(9)).toBe(5);
    a.freezeAttained(8);
    expect([a.attainedAt(9), a.attainedInAttemptAt(9)]).toEqual([8, 8]);
  });
});

describe('service time', () => {
  it('grows while it is served, over all turns and attempts', () => {
    const a = job();
    a.stopService(1);
    a.serveFrom(2);
    expect([a.servedAt(5), a.isServing()]).toEqual([3, true]);
    a.stopService(5);
    a.newAttempt();
    a.serveFrom(7);
    expect([a.servedAt(8), a.attempt]).toEqual([4, 2]);
  });

  it('of the attempt reaches the timeout', () => {
    const a = job(10);
    expect(a.timeoutAt()).toBe(Infinity);
    a.serveFrom(2);
    expect(a.timeoutAt()).toBe(12);
    a.stopService(5);
    expect(a.timeoutAt()).toBe(Infinity);
    a.serveFrom(20);
    expect(a.timeoutAt()).toBe(27);
    a.stopService(21);
    a.newAttempt();
    a.serveFrom(30);
    expect(a.timeoutAt()).toBe(40);
  });

  it('reaches no timeout where there is none', () => {
    const a = job();
    a.serveFrom(0);
    expect(a.timeoutAt()).toBe(Infinity);
  });
});

it('a container is live when it is there and is that of the current attempt', () => {
  const a = job();
  expect(a.isLive()).toBe(false);
  a.container = 'paused';
  a.containerAttempt = 1;
  expect(a.isLive()).toBe(true);
  a.newAttempt();
  expect(a.isLive()).toBe(false);
});
