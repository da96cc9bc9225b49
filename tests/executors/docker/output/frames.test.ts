import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FrameReader, type Channel } from '../../../../src/executors/docker/output/frames.js';

function frame(channel: Channel, payload: string): Buffer {
  const header = Buffer.from([channel === 'stdout' ? 1 : 2, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(payload), 4);
  return Buffer.concat([header, Buffer.from(payload)]);
}

function read(chunks: readonly Buffer[]): Record<Channel, string> {
  const seen: Record<Channel, Buffer[]> = { stdout: [], stderr: [] };
  const reader = new FrameReader((channel, piece) => seen[channel].push(piece));
  for (const chunk of chunks) reader.push(chunk);
  return { stdout: Buffer.concat(seen.stdout).toString(), stderr: Buffer.concat(seen.stderr).toString() };
}

const channel = fc.constantFrom<Channel>('stdout', 'stderr');

describe('frames of an attached container', () => {
  it('are put together again wherever the stream was cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(channel, fc.string({ maxLength: 40 })), { maxLength: 10 }),
        fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1 }),
        (frames, sizes) => {
          const stream = Buffer.concat(frames.map(([on, payload]) => frame(on, payload)));
          const chunks: Buffer[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn++) {
            const size = sizes[turn % sizes.length]!;
            chunks.push(stream.subarray(at, at + size));
            at += size;
          }
          const of = (wanted: Channel): string =>
            frames
              .filter(([on]) => on === wanted)
              .map(([, payload]) => payload)
              .join('');
          expect(read(chunks)).toEqual({ stdout: of('stdout'), stderr: of('stderr') });
        },
      ),
    );
  });

  it('start anew after a reset, whatever was cut off', () => {
    const seen: string[] = [];
    const reader = new FrameReader((_, piece) => seen.push(piece.toString()));
    reader.push(frame('stdout', 'abcdef').subarray(0, 10));
    reader.reset();
    reader.push(frame('stdout', 'next'));
    expect(seen).toEqual(['ab', 'next']);
  });
});
