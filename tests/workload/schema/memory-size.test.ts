import { describe, expect, it } from '@jest/globals';
import { parseMemorySize } from '../../../src/workload/schema/memory-size.js';

describe('parseMemorySize', () => {
  it.each([
    ['1g', 1024 ** 3],
    ['1G', 1024 ** 3],
    ['1gb', 1024 ** 3],
    ['1GiB', 1024 ** 3],
    ['512m', 512 * 1024 ** 2],
    ['1.5g', 1.5 * 1024 ** 3],
    ['64k', 65_536],
    ['2t', 2 * 1024 ** 4],
    ['100b', 100],
    ['100', 100],
    ['0.1k', 102],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseMemorySize(text)).toBe(bytes);
  });

  it.each(['', 'g', '1 g', '-1g', '1gg', '1ib', '1e3', '1x', '.5g', 'all'])('%j is no size', (text) => {
    expect(parseMemorySize(text)).toBeUndefined();
  });
});
