import { describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../../src/metrics/report.js';
import { sandbox } from '../../cli/support/tfsched.js';

const { tfsched } = sandbox('real daemon');
const stdin =
  '{"cores":1,"jobs":[{"id":"a","model":"spin","cores":1,"duration":0.3},{"id":"b","model":"spin","cores":1,"duration":0.3}]}';
const MEASURING = /^measuring 1 of 1.*: spin, on 1 core/m;

describe('a duration whose speed is not known', () => {
  it('is measured once, before the clock, and kept for the next run', async () => {
    const first = await tfsched('run - --json', { stdin });
    expect(first.stderr).toMatch(MEASURING);
    expect(first.code).toBe(0);
    const { jobs, summary } = JSON.parse(first.stdout) as RunReport;
    for (const { steps, dedicated } of jobs) {
      expect(steps).toBeGreaterThan(0);
      expect(dedicated).toBeGreaterThan(0.3);
    }
    expect(summary.slowdown.mean).toEqual(expect.any(Number));
    const second = await tfsched('run - --quiet --csv', { stdin });
    expect(second.stderr).not.toMatch(/measuring/);
    expect(second.code).toBe(0);
  });

  it('is used also where it cannot be kept', async () => {
    const { code, stderr } = await tfsched('run - --csv', { stdin, env: { XDG_CACHE_HOME: '/dev/null' } });
    expect(stderr).toMatch(MEASURING);
    expect(stderr).toMatch(/^warning: the speed cannot be kept, and is measured again next time: /m);
    expect(code).toBe(0);
  });
});
