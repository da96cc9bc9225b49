import { describe, expect, it } from '@jest/globals';
import type { LogRecord } from '../../../src/log/records.js';
import { textWidth } from '../../../src/render/layout/grid.js';
import { advance, emptyLiveState, type LiveState } from '../../../src/render/live/live-state.js';
import { drawLive } from '../../../src/render/live/live.js';
import { EVERY_RECORD } from '../../log/every-record.js';
import { LogBuilder } from '../../metrics/log-builder.js';

describe('the live view', () => {
  it.each([60, 80, 120])('at %d characters', (width) => {
    expect(draw(sample(), 8, width, 24)).toMatchSnapshot();
  });

  it('before anything happened', () => {
    expect(draw(stateOf([]), 0, 80, 24)).toMatchSnapshot();
    expect(draw(stateOf(new LogBuilder().job('a').records), 0, 80, 24)).toMatchSnapshot();
  });

  it('has the same text with and without colour', () => {
    const colored = drawLive(sample(), 8, 100, 24, true).join('\n');
    expect(colored).toContain('\u001b[');

    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(draw(sample(), 8, 100, 24));
  });

  it('fits into any terminal', () => {
    for (const state of [sample(), crowd(40, 60), stateOf(EVERY_RECORD)]) {
      for (const width of [1, 10, 30, 44, 80, 200]) {
        for (const height of [1, 3, 5, 10, 24, 60]) {
          const lines = drawLive(state, 9, width, height, false);
          expect(lines.length).toBeLessThanOrEqual(Math.max(1, height));
          if (width < 30) continue;
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  it('says how many it has no room for', () => {
    const text = draw(crowd(10, 30), 1, 80, 12);
    expect(text).toMatch(/… and \d+ more running/);
    expect(text).toMatch(/waiting: w-0 .* … \d+ more/);
  });

  it('shows very many cores as a character each', () => {
    expect(draw(crowd(200, 0), 1, 80, 24)).toMatchSnapshot();
  });

  it('shows no cores where jobs hold none', () => {
    const log = new LogBuilder({ policy: 'none', realloc: null })
      .job('a')
      .arrive(0, 'a')
      .do(0, 'start', 'a', 0.5);
    expect(draw(stateOf(log.records), 1, 80, 24)).toMatchSnapshot();
  });

  it('lets nothing through that a terminal obeys', () => {
    const log = new LogBuilder().job('\u001b[2Jx').arrive(0, '\u001b[2Jx').do(0, 'start', '\u001b[2Jx', 1);

    expect(draw(stateOf(log.records), 1, 80, 24)).not.toMatch(/\u001b/);
  });
});

describe('progress', () => {
  const started = (more: { steps?: number; dedicated?: number }): LogBuilder =>
    new LogBuilder().job('a', more).arrive(0, 'a').do(0, 'start', 'a', 1);

  it('is what the program tells', () => {
    const log = started({ steps: 400, dedicated: 10 }).add(progress(2, 1, 100), progress(4, 1, 300));
    expect(draw(stateOf(log.records), 4, 100, 24)).toMatch(
      /━{15}─{5} {3,}75 % {2}300\/400 steps {3,}100 steps\/s/,
    );
  });

  it('is guessed from the time where the program tells nothing, and marked so', () => {
    expect(draw(stateOf(started({ dedicated: 10 }).records), 5, 80, 24)).toContain('~50 %');
    expect(draw(stateOf(started({ dedicated: 10 }).records), 50, 80, 24)).toContain('~100 %');
    expect(draw(stateOf(started({}).records), 5, 80, 24)).not.toContain('%');
  });

  it('stands still in a pause, and its rate is not taken across it', () => {
    const log = started({ dedicated: 10, steps: 400 })
      .add(progress(1, 1, 100))
      .do(2, 'pause', 'a')
      .do(8, 'resume', 'a', 1)
      .add(progress(9, 1, 200));
    const text = draw(stateOf(log.records), 9, 100, 24);
    expect(text).toContain('3.0 s');
    expect(text).not.toContain('steps/s');
  });

  it('begins again with the next attempt, whatever the last one still says', () => {
    const log = started({ steps: 400 })
      .add(progress(1, 1, 100))
      .exit(2, 'a', 1)
      .do(3, 'start', 'a', 1)
      .add(progress(4, 1, 300));
    expect(draw(stateOf(log.records), 4, 100, 24)).not.toContain('steps');
  });
});

describe('cores', () => {
  it('belong to who holds them, and are free after a pause, a shrink and an exit', () => {
    const log = new LogBuilder().job('a').job('b').arrive(0, 'a').arrive(0, 'b');
    const after = (...records: LogRecord[]): string | undefined =>
      draw(stateOf([...log.records, ...records]), 1, 80, 24)
        .split('\n')
        .find((line) => line.startsWith('0 '));
    const startA = [on(1, 'start', 'a', [0, 1, 2]), ok(1)];
    expect(after(...startA)).toBe('0 a  1 a  2 a  3 ·');
    expect(after(...startA, on(2, 'resize', 'a', [2]), ok(2), on(3, 'start', 'b', [0, 3]), ok(3))).toBe(
      '0 b  1 ·  2 a  3 b',
    );
    expect(after(...startA, on(2, 'pause', 'a', []), ok(2))).toBe('0 ·  1 ·  2 ·  3 ·');
    expect(after(...startA, { kind: 'exited', at: 1, job: 'a', attempt: 1, code: 0 })).toBe(
      '0 ·  1 ·  2 ·  3 ·',
    );
    expect(after(...startA, on(2, 'start', 'b', [0]), ok(2), on(3, 'pause', 'a', []), ok(3))).toBe(
      '0 b  1 ·  2 ·  3 ·',
    );
    expect(after(on(1, 'start', 'a', [0]), { kind: 'outcome', at: 1, id: 1, ok: false, reason: 'no' })).toBe(
      '0 ·  1 ·  2 ·  3 ·',
    );
  });
});

// Helpers

function sample(): LiveState {
  const log = new LogBuilder(
    { policy: 'rr', realloc: 'max_prop', executor: 'docker' },
    { workload: { file: 'w.yaml', name: 'morning mix' } },
  );
  for (const job of ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'late']) {
    log.job(job, {
      model: job === 'r2' ? 'registry.example/own:1' : 'mnist_cnn',
      steps: 400,
      dedicated: 20,
      arrival: job === 'late' ? 99 : 0,
    });
    if (job !== 'late') log.arrive(0, job);
  }
  log.add(
    on(101, 'start', 'r1', [0, 1]),
    ok(101),
    on(102, 'start', 'r2', [2]),
    ok(102),
    on(103, 'start', 'r3', [3]),
    ok(103),
  );
  log.add(progress(1, 1, 0, 'r1'), progress(5, 1, 150, 'r1', 0.53));
  log.finish(6, 'r3').add(on(104, 'pause', 'r2', []), ok(104), on(105, 'start', 'r4', [2]), ok(105));
  log.exit(7, 'r5', 1).end(7, 'r5', 'failed', 1);
  return stateOf(log.records);
}

/** A job a core, and as many waiting as are asked for. */
function crowd(cores: number, waiting: number): LiveState {
  const log = new LogBuilder({ cores });
  for (let core = 0; core < cores; core++) {
    log.job(`r-${core}`, { dedicated: 20 }).arrive(0, `r-${core}`);
    log.add(on(core + 1, 'start', `r-${core}`, [core]), ok(core + 1));
  }
  for (let index = 0; index < waiting; index++) log.job(`w-${index}`).arrive(0, `w-${index}`);
  return stateOf(log.records);
}

function stateOf(records: readonly LogRecord[]): LiveState {
  const state = emptyLiveState();
  for (const record of records) advance(state, record);
  return state;
}

function draw(state: LiveState, now: number, width: number, height: number): string {
  return drawLive(state, now, width, height, false).join('\n');
}

function on(
  id: number,
  action: 'start' | 'resize' | 'pause',
  job: string,
  ids: readonly number[],
): LogRecord {
  return { kind: 'intent', at: 0, id, action, job, attempt: 1, cores: ids.length, ids };
}

function ok(id: number): LogRecord {
  return { kind: 'outcome', at: 0, id, ok: true };
}

function progress(at: number, attempt: number, step: number, job = 'a', loss?: number): LogRecord {
  return { kind: 'program', at, job, attempt, event: 'progress', step, loss };
}
