import { expect } from '@jest/globals';
import type { Outcome } from '../../support/in-process.js';

/** What a terminal obeys: nothing of it is printed, whatever the input. */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** It answered with one of these codes, and what it printed can be looked at. */
export function expectSound({ code, stdout, stderr }: Outcome, codes: readonly number[]): void {
  expect(stderr).not.toMatch(/has a bug|^ {4}at /m);
  expect(codes).toContain(code);
  // CSV ends its lines so.
  expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(OBEYED);
  expect(stderr).not.toMatch(OBEYED);
}
