import { expect, it } from '@jest/globals';
import { coreList } from '../../src/log/core-list.js';

it.each<[readonly number[], string]>([
  [[], ''],
  [[3], '3'],
  [[0, 1, 2, 3], '0-3'],
  [[8, 0, 1, 5, 3], '0-1,3,5,8'],
  [[10, 9], '9-10'],
])('%j is %s', (ids, text) => {
  expect(coreList(ids)).toBe(text);
});
