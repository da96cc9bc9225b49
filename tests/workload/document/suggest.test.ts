import { describe, expect, it } from '@jest/globals';
import { closest } from '../../../src/workload/document/suggest.js';

const KEYS = ['cores', 'min_cores', 'priority', 'duration', 'retries', 'env', 'id'];

describe('closest', () => {
  it.each([
    ['core', 'cores'],
    ['croes', 'cores'],
    ['Cores', 'cores'],
    ['min-cores', 'min_cores'],
    ['mincores', 'min_cores'],
    ['priorty', 'priority'],
    ['prio', 'priority'],
    ['durationn', 'duration'],
  ])('%s: did you mean %s?', (word, key) => {
    expect(closest(word, KEYS)).toBe(key);
  });

  it.each(['', 'x', 'foo', 'memory', 'ab', 'c'.repeat(100)])('%j is near nothing', (word) => {
    expect(closest(word, KEYS)).toBeUndefined();
  });

  it('takes the first of several that are as near', () => {
    expect(closest('cat', ['bat', 'rat'])).toBe('bat');
  });

  it('completes a word only when one candidate begins with it', () => {
    expect(closest('res', ['resnet20_large', 'resnet50_large'])).toBeUndefined();
  });
});
