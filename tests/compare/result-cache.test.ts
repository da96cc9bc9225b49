import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openResultCache, resultKey } from '../../src/compare/result-cache.js';
import { outcome } from './outcomes.js';

const folder = mkdtempSync(join(tmpdir(), 'tfsched-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('results that are kept', () => {
  it('are found again by what went into them', () => {
    const key = resultKey(['rr', { quantum: 2 }]);
    openResultCache(folder).put(key, outcome([{ id: 'x' }]));
    expect(openResultCache(folder).get(resultKey(['rr', { quantum: 2 }]))).toEqual(outcome([{ id: 'x' }]));
    expect(openResultCache(folder).get(resultKey(['rr', { quantum: 3 }]))).toBeUndefined();
  });

  it('are not those that are damaged', () => {
    const key = resultKey('damaged');
    openResultCache(folder).put(key, outcome([{ id: 'x' }]));
    const [file] = readdirSync(join(folder, key.slice(0, 2)));
    writeFileSync(join(folder, key.slice(0, 2), file!), '{"jobs":');
    expect(openResultCache(folder).get(key)).toBeUndefined();
  });
});
