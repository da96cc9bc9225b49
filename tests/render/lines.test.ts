import { describe, expect, it } from '@jest/globals';
import type { LogRecord } from '../../src/log/records.js';
import { createLines } from '../../src/render/lines.js';
import { EVERY_RECORD } from '../log/every-record.js';
import { LogBuilder } from '../metrics/log-builder.js';

describe('plain lines of a run', () => {
  it('tell what was confirmed, on which cores, and why', () => {
    expect(
      linesOf([
        { kind: 'arrived', at: 0, job: 'r1' },
        intent(1, 'start', 'r1', [0, 1]),
        ok(12.3, 1),
        intent(2, 'resize', 'r1', [0, 1, 2, 5]),
        ok(14, 2),
        { ...intent(3, 'pause', 'r1', []), cause: { kind: 'turn_ended' } },
        ok(15.04, 3),
        intent(4, 'resume', 'r1', [7]),
        ok(16, 4),
        { ...intent(5, 'pause', 'r1', []), cause: { kind: 'gave_way', job: 'r2' } },
        ok(17, 5),
        { ...intent(6, 'kill', 'r1', []), cause: { kind: 'timeout' } },
        ok(18, 6),
        { kind: 'ended', at: 18, job: 'r1', state: 'failed', code: 137, reason: 'timeout' },
        { kind: 'end', at: 1234.56 },
      ]),
    ).toEqual([
      '    0.0s  arrive r1',
      '   12.3s  start r1 on cores 0-1 (2)',
      '   14.0s  resize r1 on cores 0-2,5 (4), had 2',
      '   15.0s  pause r1: its turn ended',
      '   16.0s  resume r1 on core 7 (1)',
      '   17.0s  pause r1: gave way to r2',
      '   18.0s  kill r1: timeout',
      '   18.0s  failed r1: timeout',
      ' 1234.6s  end',
    ]);
  });

  it('tell why an attempt follows another', () => {
    expect(
      linesOf([
        { kind: 'exited', at: 1, job: 'r1', attempt: 1, code: 3 },
        { ...intent(1, 'start', 'r1', [0]), attempt: 2 },
        ok(1, 1),
        { kind: 'exited', at: 2, job: 'r1', attempt: 2, code: 137, reason: 'out of memory' },
        { ...intent(2, 'start', 'r1', [0]), attempt: 3 },
        ok(2, 2),
      ]),
    ).toEqual([
      '    1.0s  start r1 on core 0 (1), attempt 2 after exit code 3',
      '    2.0s  start r1 on core 0 (1), attempt 3 after out of memory',
    ]);
  });

  it('tell what was refused', () => {
    const log = new LogBuilder().job('r1').refuse(1, 'resize', 'r1', 2);
    expect(linesOf(log.records)).toEqual(['    1.0s  resize r1 refused: no such thing']);
  });

  it('tell of shares under the policy none, once', () => {
    const log = new LogBuilder().job('r1').do(1, 'start', 'r1', 1.5).do(2, 'share', 'r1', 0.75);
    expect(linesOf(log.records)).toEqual(['    1.0s  start r1 with a share of 1.50']);
  });

  it('are one line each, and let nothing through that a terminal obeys', () => {
    for (const line of linesOf(EVERY_RECORD)) expect(line).toMatch(/^ {3,4}[\d.]+s {2}[ -~]+$/);
    expect(linesOf(EVERY_RECORD)).toContainEqual(
      expect.stringContaining('warning: slow \\u001b[31m disk\\u000a'),
    );
  });
});

// Helpers

function linesOf(records: readonly LogRecord[]): string[] {
  const lineOf = createLines();
  return records.map(lineOf).filter((line) => line !== undefined);
}

function intent(
  id: number,
  action: 'start' | 'resize' | 'resume' | 'pause' | 'kill',
  job: string,
  ids: readonly number[],
): LogRecord & { kind: 'intent' } {
  return { kind: 'intent', at: 0, id, action, job, attempt: 1, cores: ids.length, ids };
}

function ok(at: number, id: number): LogRecord {
  return { kind: 'outcome', at, id, ok: true };
}
