import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { jobOutFolder } from '../../src/executors/docker/containers/job-folders.js';
import type { LogRecord } from '../../src/log/records.js';
import type { JobReport } from '../../src/metrics/report.js';
import type { FaultKind, PlannedJob } from './real/soak/plan.js';
import type { MadeFault } from './real/soak/somebody-else.js';
import { wrongEnds } from './real/soak/verdict.js';

const folder = mkdtempSync(join(tmpdir(), 'tfsched-verdict-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KILLED = 'ended by someone else (signal 9)';

const SPIN: PlannedJob = { id: 'a', steps: 5, retries: 0 };
const WITNESS: PlannedJob = { id: 'w', steps: undefined, retries: 0 };

function exited(job: string, code: number, more: object = {}): LogRecord {
  return { kind: 'exited', at: 1, job, attempt: 1, code, ...more };
}

function made(kind: FaultKind, job: string, wasStarted = true): MadeFault {
  return { kind, container: { id: 'id', job, attempt: 1, wasStarted } };
}

function told(id: string, more: Partial<JobReport> = {}): JobReport {
  const done = { id, state: 'done', exit_code: 0, attempts: 1, steps: 5, reason: null };
  return { ...done, ...more } as JobReport;
}

function verdict(
  job: PlannedJob,
  exits: readonly LogRecord[],
  faults: readonly MadeFault[],
  report: JobReport,
): readonly string[] {
  return wrongEnds({
    jobs: [job],
    made: faults,
    runFolder: folder,
    records: exits,
    report: { jobs: [report] },
  });
}

describe('the verdict on a run of the soak', () => {
  it.each<[string, readonly LogRecord[], readonly MadeFault[], Partial<JobReport>, readonly string[]]>([
    ['a job that is done', [exited('a', 0)], [], {}, []],
    [
      'one that failed by what was done to it',
      [exited('a', 137, { reason: KILLED })],
      [made('container killed', 'a')],
      { state: 'failed', exit_code: 137 },
      [],
    ],
    [
      'one that failed and nothing was done to it',
      [exited('a', 137, { reason: KILLED })],
      [made('container killed', 'b')],
      { state: 'failed', exit_code: 137 },
      [`a ended attempt 1 with 137 (${KILLED})`],
    ],
    [
      'one that failed for another reason than what was done to it',
      [exited('a', 137, { reason: 'out of memory' })],
      [made('container killed', 'a')],
      { state: 'failed', exit_code: 137 },
      ['a ended attempt 1 with 137 (out of memory)'],
    ],
    [
      'one that was lost though the daemon was not restarted',
      [exited('a', 137, { lost: true }), exited('a', 0, { attempt: 2 })],
      [],
      { attempts: 2 },
      ['a ended attempt 1 with 137 (no reason)'],
    ],
    [
      'one that was lost with the daemon',
      [exited('a', 137, { lost: true }), exited('a', 0, { attempt: 2 })],
      [{ kind: 'daemon restarted' }],
      { attempts: 2 },
      [],
    ],
    [
      'one that ran to its end twice',
      [exited('a', 0), exited('a', 0, { attempt: 2 })],
      [],
      { attempts: 2 },
      ['a ran to its end 2 times', 'a is done and ended with 0'],
    ],
    ['one without all of its steps', [exited('a', 0)], [], { steps: 4 }, ['a is done with 4 steps of 5']],
    [
      'one whose end nobody heard of',
      [],
      [made('container removed', 'a')],
      { attempts: 0 },
      ['a is done and ended with 0', 'a has no exit of its container removed'],
    ],
    [
      'one whose armed container was killed',
      [exited('a', 0)],
      [made('container killed', 'a', false)],
      {},
      [],
    ],
    ['one that is cancelled', [], [], { state: 'cancelled', attempts: 0 }, ['a is cancelled']],
  ])('%s', (_, exits, faults, report, wrong) => {
    expect(verdict(SPIN, exits, faults, told('a', report))).toEqual(wrong);
  });

  it('a job that is not in the report', () => {
    expect(verdict(SPIN, [], [], told('b'))).toEqual(['a is lost']);
  });

  it.each([
    ['once', ['begun', 'over'], []],
    ['never to its end', ['begun'], ['w is done and came to its end 0 times']],
    ['twice to its end', ['begun', 'over', 'over'], ['w is done and came to its end 2 times']],
    ['twice from its begin', ['begun', 'begun', 'over'], ['w began 2 times in 1 attempts']],
  ])('a program that says it ran %s', (_, lines, wrong) => {
    const out = jobOutFolder(folder, 'w');
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, 'witness'), `${lines.join('\n')}\n`);
    expect(verdict(WITNESS, [exited('w', 0)], [], told('w'))).toEqual(wrong);
  });
});
