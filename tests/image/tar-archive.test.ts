import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { tarArchive } from '../../src/image/tar-archive.js';

const files = [
  { path: 'Dockerfile', content: Buffer.from('FROM scratch\n') },
  { path: 'tfsched_runner/models/empty.py', content: Buffer.alloc(0) },
  { path: 'host/ca.pem', content: Buffer.alloc(512, 'x') },
];

describe('tarArchive', () => {
  it('is read by tar, with sizes, modes and owners as Docker is to see them', () => {
    const listing = execFileSync('tar', ['-tvf', '-', '--numeric-owner'], {
      input: tarArchive(files),
      encoding: 'utf8',
    });
    const lines = listing.trim().split('\n');
    expect(lines.map((line) => line.split(/\s+/).at(-1))).toEqual(files.map((file) => file.path));
    expect(lines.every((line) => line.startsWith('-rw-r--r-- 0/0'))).toBe(true);
    expect(lines.map((line) => Number(line.split(/\s+/)[2]))).toEqual([13, 0, 512]);
  });

  it('holds the contents', () => {
    const input = tarArchive(files);
    expect(execFileSync('tar', ['-xOf', '-', 'Dockerfile'], { input }).toString()).toBe('FROM scratch\n');
    expect(execFileSync('tar', ['-xOf', '-', 'host/ca.pem'], { input })).toHaveLength(512);
  });

  it('is the same for the same files', () => {
    expect(tarArchive(files).equals(tarArchive(files))).toBe(true);
  });

  it('refuses a path that the header cannot hold', () => {
    expect(() => tarArchive([{ path: 'x'.repeat(101), content: Buffer.alloc(0) }])).toThrow(RangeError);
  });
});
