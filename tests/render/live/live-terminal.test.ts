import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLiveTerminal, type LiveTerminal } from '../../../src/render/live/live-terminal.js';
import { LogBuilder } from '../../metrics/log-builder.js';
import { Screen } from '../screen.js';

describe('the live view on a terminal', () => {
  let screen: Screen;
  let live: LiveTerminal;
  let now = 0;

  beforeEach(() => {
    jest.useFakeTimers();
    screen = new Screen();
    screen.write('$ tfsched run w.yaml\n');
    now = 0;
    live = createLiveTerminal({ terminal: screen, color: false, clock: () => now });
  });

  afterEach(() => {
    live.close();
    jest.useRealTimers();
  });

  const feed = (log: LogBuilder): void => {
    for (const record of log.records) live.append(record);
  };

  it('shows what happened, below what was there', () => {
    feed(new LogBuilder().job('a').arrive(0, 'a').do(0, 'start', 'a', 1));
    now = 1.5;
    jest.advanceTimersByTime(100);
    expect(screen.text()).toMatch(/^\$ tfsched run w\.yaml\nw\.yaml: fcfs strict\n1\.5 s {3}0 of 1 done/);
  });

  it('is drawn in one place, again and again', () => {
    feed(new LogBuilder().job('a').arrive(0, 'a').do(0, 'start', 'a', 1));
    for (let frame = 0; frame < 20; frame++) jest.advanceTimersByTime(500);
    expect(screen.text().match(/w\.yaml: fcfs/g)).toHaveLength(1);
    feed(new LogBuilder().finish(9, 'a'));
    now = 9;
    jest.advanceTimersByTime(100);
    expect(screen.text()).toContain('9.0 s   1 of 1 done');
  });

  it('leaves what is told standing above it', () => {
    feed(new LogBuilder().job('a').arrive(0, 'a').do(0, 'start', 'a', 1));
    jest.advanceTimersByTime(100);
    live.tell('SIGINT: stopping');
    expect(screen.text()).toMatch(/^\$ tfsched run w\.yaml\nSIGINT: stopping\nw\.yaml: fcfs strict\n/);
    live.close();
    live.tell('over');
    expect(screen.text()).toMatch(/^\$ tfsched run w\.yaml\nSIGINT: stopping\nover/);
  });

  it('is not drawn more often than a person can see', () => {
    const before = screen.writes;
    for (let at = 0; at < 1000; at++) live.append({ kind: 'beat', at });
    jest.advanceTimersByTime(100);
    expect(screen.writes).toBe(before + 1);
  });

  it('shows the time going on while nothing happens', () => {
    feed(new LogBuilder());
    now = 3;
    jest.advanceTimersByTime(500);
    expect(screen.text()).toContain('3.0 s');
    now = 4;
    jest.advanceTimersByTime(500);
    expect(screen.text()).toContain('4.0 s');
    expect(screen.text()).not.toContain('3.0 s');
  });

  it('leaves warnings standing above it', () => {
    feed(new LogBuilder());
    jest.advanceTimersByTime(100);
    live.append({ kind: 'note', at: 2, level: 'warning', text: 'slow disk', job: undefined });
    live.append({ kind: 'note', at: 2, level: 'info', text: 'nothing much', job: undefined });
    jest.advanceTimersByTime(500);
    expect(screen.text()).toMatch(/^\$ tfsched run w\.yaml\n {4}2\.0s {2}warning: slow disk\nw\.yaml: fcfs/);
    expect(screen.text()).not.toContain('nothing much');
    live.close();
    expect(screen.text()).toBe('$ tfsched run w.yaml\n    2.0s  warning: slow disk');
  });

  it('is drawn anew when the terminal changes its size', () => {
    feed(new LogBuilder({}, { workload: { file: 'a-rather-long-name-of-a-workload-file.yaml' } }));
    jest.advanceTimersByTime(100);
    screen.resize(40, 10);
    for (const line of screen.text().split('\n')) expect(line.length).toBeLessThanOrEqual(40);
    expect(screen.text().match(/ s {3}0 of 0 done/g)).toHaveLength(1);
  });

  it('goes away at the end, with the cursor back and nothing left to wait for', () => {
    const exits = process.listenerCount('exit');
    feed(new LogBuilder());
    jest.advanceTimersByTime(100);
    expect(screen.cursorShown).toBe(false);
    live.close();
    live.close();
    expect(screen.text()).toBe('$ tfsched run w.yaml');
    expect(screen.cursorShown).toBe(true);
    expect(screen.listenerCount).toBe(0);
    expect(process.listenerCount('exit')).toBe(exits - 1);
    expect(jest.getTimerCount()).toBe(0);
    live.append({ kind: 'beat', at: 1 });
    jest.advanceTimersByTime(1000);
    expect(screen.text()).toBe('$ tfsched run w.yaml');
  });
});
