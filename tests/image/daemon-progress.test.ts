import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { followDaemon } from '../../src/image/daemon-progress.js';

async function follow(...chunks: (string | Buffer)[]): Promise<string[]> {
  const seen: string[] = [];
  await followDaemon(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), (line) => seen.push(line));
  return seen;
}

describe('followDaemon', () => {
  it('hands on lines of text however the stream is cut', async () => {
    const bytes = Buffer.from(
      '{"stream":"Step 1/2 : RUN é\\n"}\r\n{"status":"Pulling"}\n{"aux":{"ID":"x"}}\n{"stream":"a\\nb"}',
    );
    const cut = bytes.indexOf('é') + 1;
    expect(await follow(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual([
      'Step 1/2 : RUN é',
      'Pulling',
      'a',
      'b',
    ]);
  });

  it('names the layer of a status and passes over bars', async () => {
    const layer = (rest: object) => `${JSON.stringify({ id: 'ab12', ...rest })}\n`;
    const seen = await follow(
      layer({ status: 'Downloading', progress: '[=>  ]' }),
      layer({ status: 'Pull complete' }),
    );
    expect(seen).toEqual(['ab12: Pull complete']);
  });

  it('throws what the daemon reports', async () => {
    await expect(
      follow('{"stream":"x"}\n', '{"error":"no such step\\n","errorDetail":{}}\n'),
    ).rejects.toThrow('no such step');
  });

  it('throws when the stream breaks off', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('connection lost'));
      },
    });
    await expect(followDaemon(broken, () => undefined)).rejects.toThrow('connection lost');
  });
});
