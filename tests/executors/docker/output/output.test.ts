import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogFile } from '../../../../src/executors/docker/output/log-file.js';
import { MARK } from '../../../../src/executors/docker/output/output.js';
import { Output } from '../../../../src/executors/docker/output/output.js';

let folder: string;
let heard: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-output-'));
  heard = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function output({ marks = true, protocol = true, limit = 1000, now = (): number => 0 } = {}): Output {
  const log = new LogFile(join(folder, 'log'), limit);
  return new Output(
    { log, marks, protocol, now },
    {
      marked: () => heard.push('marked'),
      program: ({ event, step }) => heard.push(`${event} ${step}`),
      lostLog: (sentence) => heard.push(sentence),
    },
  );
}

function frame(text: string, channel = 1): Buffer {
  const header = Buffer.from([channel, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

const log = (): string => readFileSync(join(folder, 'log'), 'utf8');

describe('the output of a container', () => {
  it('is in its log without MARK, which is told once', () => {
    const out = output();
    for (const byte of frame(`${MARK}hello\n`)) out.push(Buffer.from([byte]));
    out.push(frame(`${MARK}again\n`));
    expect(heard).toEqual(['marked']);
    expect(out.isMarked).toBe(true);
    expect(log()).toBe(`hello\n${MARK}again\n`);
  });

  it('is in its log from its first byte where no MARK comes', () => {
    const out = output({ marks: false });
    out.push(frame('hello\n'));
    expect(log()).toBe('hello\n');
    expect(out.isMarked).toBe(false);
  });

  it('keeps both channels in the order in which they came', () => {
    const out = output();
    out.push(Buffer.concat([frame(MARK), frame('one\n'), frame('two\n', 2), frame('three\n')]));
    expect(log()).toBe('one\ntwo\nthree\n');
  });

  it('is not heard on stderr, nor where the program speaks no protocol', () => {
    const line = '{"tfsched":1,"event":"ready"}\n';
    output().push(Buffer.concat([frame(MARK), frame(line, 2)]));
    output({ protocol: false }).push(Buffer.concat([frame(MARK), frame(line)]));
    expect(heard).toEqual(['marked', 'marked']);
  });

  it('tells progress once a second, and at the end what was held back', () => {
    let now = 0;
    const out = output({ now: () => now });
    const step = (n: number): Buffer => frame(`{"tfsched":1,"event":"progress","step":${n}}\n`);
    out.push(frame(MARK));
    out.push(step(1));
    now = 0.5;
    out.push(step(2));
    now = 1.1;
    out.push(step(3));
    out.push(step(4));
    out.close();
    expect(heard).toEqual(['marked', 'progress 1', 'progress 3', 'progress 4']);
  });

  it('passes over what it has seen when a stream begins again', () => {
    const out = output();
    out.push(frame(`${MARK}one\n`));
    out.push(frame('err\n', 2).subarray(0, 10));
    out.streamBegins(true);
    out.push(Buffer.concat([frame(`${MARK}one\n`), frame('err\n', 2), frame('two\n')]));
    expect(log()).toBe('one\nerr\ntwo\n');
    expect(heard).toEqual(['marked']);
    out.streamBegins(false);
    out.push(frame('three\n'));
    expect(log()).toBe('one\nerr\ntwo\nthree\n');
  });

  it('finds MARK in what it missed', () => {
    const out = output();
    out.streamBegins(true);
    out.push(frame(MARK.slice(0, 4)));
    out.streamBegins(true);
    out.push(frame(`${MARK}x`));
    expect(heard).toEqual(['marked']);
    expect(log()).toBe('x');
  });

  it('goes on without its log when that is full or cannot be written', () => {
    const out = output({ limit: 3 });
    out.push(Buffer.concat([frame(MARK), frame('1234'), frame('{"tfsched":1,"event":"done","steps":1}\n')]));
    expect(heard[1]).toContain('cut at its limit');
    expect(heard).toHaveLength(2);
    out.push(frame('{"tfsched":1,"event":"done","steps":1}\n'));
    expect(heard).toHaveLength(3);
  });
});
