import { expect } from '@jest/globals';
import type { Finished } from './tfsched.js';

/** It said what is wrong, on stderr only and without a stack trace. */
export function expectRefusal(result: Finished, code: number, what: RegExp | string): void {
  expect(result.stderr).toMatch(what);
  expect(result.stderr).not.toMatch(/^ {4}at |has a bug/m);
  expect(result).toMatchObject({ code, stdout: '' });
}
