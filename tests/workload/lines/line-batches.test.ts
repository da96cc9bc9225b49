import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineBatches, NotUtf8 } from '../../../src/workload/lines/line-batches.js';
import type { TextSource } from '../../../src/workload/lines/line-batches.js';

describe('lineBatches', () => {
  it('gives the lines of a text, however its bytes are cut into pieces', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '日', '😀', '\r', ' ') });
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), fc.array(fc.nat(20)), async (lines, ended, cuts) => {
        const text = lines.join('\n') + (ended ? '\n' : '');
        const expected = text.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(await collect(pieces(Buffer.from(text), cuts))).toEqual(expected);
      }),
    );
  });

  it('leaves a byte order mark out', async () => {
    expect(await collect([Buffer.from('\ufeffa\nb')])).toEqual(['a', 'b']);
  });

  it('cuts a line that is too long, so that it stays too long', async () => {
    const piece = 'x'.repeat(700_000);
    const [long, next] = await collect([piece, piece, piece, '\nb\n']);
    expect([long?.length, next]).toEqual([1024 * 1024 + 1, 'b']);
  });

  it.each([
    [
      'in the middle',
      [Buffer.from('a\nb\n'), Buffer.from([0x63, 0x0a, 0x64, 0xff, 0x0a, 0x65])],
      ['a', 'b', 'c'],
    ],
    ['at the start', [Buffer.from([0xff, 0xfe, 0x61, 0x00])], []],
    ['cut off at the end', [Buffer.from([0x61, 0x0a, 0xe2, 0x82])], ['a']],
  ])('hands out the lines before bytes that are no UTF-8: %s', async (_where, source, lines) => {
    const seen: string[] = [];
    await expect(collect(source, seen)).rejects.toThrow(NotUtf8);
    expect(seen).toEqual(lines);
  });
});

async function collect(source: TextSource, into: string[] = []): Promise<string[]> {
  for await (const lines of lineBatches(source)) into.push(...lines);
  return into;
}

function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const found: Uint8Array[] = [];
  let start = 0;
  for (const length of cuts) {
    found.push(bytes.subarray(start, start + length));
    start += length;
  }
  return [...found, bytes.subarray(start)];
}
