import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parseProtocolLine,
  ProgressThrottle,
  ProtocolReader,
  type ProgramEvent,
} from '../../../../src/executors/docker/output/protocol.js';

function readAll(chunks: readonly string[]): ProgramEvent[] {
  const events: ProgramEvent[] = [];
  const reader = new ProtocolReader((event) => events.push(event));
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  return events;
}

describe('a line of the runner protocol', () => {
  it.each([
    ['{"tfsched":1,"event":"ready","t":1,"startup":2}', { event: 'ready', step: 0, loss: undefined }],
    [
      '{"tfsched":1,"event":"progress","step":3,"steps":9,"loss":0.5}',
      { event: 'progress', step: 3, loss: 0.5 },
    ],
    [
      '{"tfsched":1,"event":"progress","step":3,"loss":null}',
      { event: 'progress', step: 3, loss: undefined },
    ],
    ['{"tfsched": 1, "event": "done", "steps": 9}', { event: 'done', step: 9, loss: undefined }],
  ])('%s is read', (line, event) => {
    expect(parseProtocolLine(line)).toEqual(event);
  });

  it.each([
    '',
    'ready',
    '{"event":"ready"}',
    '{"tfsched":2,"event":"ready"}',
    '{"tfsched":1,"event":"explode"}',
    '{"tfsched":1,"event":"progress"}',
    '{"tfsched":1,"event":"progress","step":-1}',
    '{"tfsched":1,"event":"progress","step":1.5}',
    '{"tfsched":1,"event":"progress","step":"4"}',
    '{"tfsched":1,"event":"progress","step":1e400}',
    '{"tfsched":1,"event":"done"}',
    '{"tfsched":1,',
    '["tfsched"]',
  ])('%j is none', (line) => {
    expect(parseProtocolLine(line)).toBeUndefined();
  });
});

describe('the reader of the protocol', () => {
  it('finds lines among others, wherever the stream is cut', () => {
    const text =
      'Epoch 1\n{"tfsched":1,"event":"ready"}\nloss {"tfsched":1,"event":"done","steps":1}\n\n' +
      '{"tfsched":1,"event":"progress","step":1}\n{"tfsched":1,"event":"done","steps":2}\n';
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length }), (size) => {
        const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
          text.slice(n * size, (n + 1) * size),
        );
        expect(readAll(chunks).map(({ event, step }) => [event, step])).toEqual([
          ['ready', 0],
          ['progress', 1],
          ['done', 2],
        ]);
      }),
    );
  });

  it('gives up lines that never end, and takes the next', () => {
    const endless = `{"tfsched":1,${' '.repeat(100_000)}`;
    expect(readAll([endless, endless, '\n{"tfsched":1,"event":"ready"}\n'])).toHaveLength(1);
  });

  it('waits for the end of a line', () => {
    expect(readAll(['{"tfsched":1,"event":"ready"}'])).toEqual([]);
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
        const reader = new ProtocolReader(() => undefined);
        for (const chunk of chunks) reader.push(Buffer.from(chunk));
      }),
    );
  });
});

describe('the throttle of progress', () => {
  const progress = (step: number): ProgramEvent => ({ event: 'progress', step, loss: undefined });

  it('lets one through in its interval and keeps the last', () => {
    const throttle = new ProgressThrottle(1);
    expect(throttle.lets(progress(1), 10)).toBe(true);
    expect(throttle.lets(progress(2), 10.5)).toBe(false);
    expect(throttle.lets(progress(3), 10.9)).toBe(false);
    expect(throttle.takeHeld()).toEqual(progress(3));
    expect(throttle.takeHeld()).toBeUndefined();
    expect(throttle.lets(progress(4), 11)).toBe(true);
  });

  it('never holds back the first ready and done, which overtakes what was held', () => {
    const throttle = new ProgressThrottle(1);
    throttle.lets(progress(1), 0);
    throttle.lets(progress(2), 0.1);
    expect(throttle.lets({ event: 'done', step: 3, loss: undefined }, 0.2)).toBe(true);
    expect(throttle.takeHeld()).toBeUndefined();
  });

  it('does not let a program fill the log with any event', () => {
    const throttle = new ProgressThrottle(1);
    const told = (event: ProgramEvent['event']): number =>
      Array.from({ length: 1000 }, (_, index) =>
        throttle.lets({ event, step: index, loss: undefined }, index / 500),
      ).filter(Boolean).length;
    for (const event of ['ready', 'done', 'progress'] as const) expect(told(event)).toBeLessThanOrEqual(3);
    expect(throttle.takeHeld()).toMatchObject({ step: 999 });
  });
});
