import { describe, expect, it } from '@jest/globals';
import type { Action } from '../../src/core/actions.js';
import { Engine } from '../../src/core/engine.js';
import { Bug } from '../../src/core/errors.js';
import type { Fact } from '../../src/core/facts.js';
import type { JobRequest } from '../../src/core/job.js';
import { Pool } from '../../src/core/pool.js';
import { drive, type Run, type RunRecorder } from '../../src/driver/drive.js';
import { Feed } from '../../src/driver/feed.js';
import type { Batch, Executor, Notice } from '../../src/executors/executor.js';
import type { LogRecord } from '../../src/log/records.js';
import { actionText, requestOf, rulesOf, type ScenarioOptions } from '../core/scenario.js';

/** What the executor answers when it is asked: `until` is the latest time. */
type Answer = (until: number, executor: Scripted) => Partial<Batch> & { readonly now: number };

/** Answers from a list; what is ordered of it and asked of it, and what is written to the log, goes into one list of lines. */
interface Scripted extends Executor {
  readonly lines: string[];
  /** The last action ordered of a job. */
  action(id: string): Action;
}

function scripted(lines: string[], answers: readonly Answer[]): Scripted {
  const actions = new Map<string, Action>();
  const left = [...answers];
  const executor: Scripted = {
    lines,
    action: (id) => actions.get(id)!,
    apply(action) {
      lines.push(`apply: ${actionText(action)}`);
      actions.set(action.job.id, action);
    },
    next(until) {
      lines.push(`next until ${until}`);
      const answer = left.shift();
      if (answer === undefined) throw new Error('the script is at its end');
      const { facts = [], notices = [], ...rest } = answer(until, executor);
      return { ...rest, facts: [...facts], notices };
    },
    cancel: (reason) => lines.push(`cancel: ${reason}`),
    close: () => Promise.resolve(),
  };
  return executor;
}

/** Drives jobs a, b ... through a script, on one core unless the rules say otherwise; every line of what happened. */
async function driven(
  jobs: readonly (Partial<JobRequest> & { readonly arrival: number })[],
  answers: readonly Answer[],
  more: Partial<Run> & { readonly rules?: ScenarioOptions; readonly flush?: RunRecorder['flush'] } = {},
): Promise<string[]> {
  const { rules = { cores: 1 }, flush, ...rest } = more;
  const lines: string[] = [];
  const executor = scripted(lines, answers);
  const recorder: RunRecorder = {
    append: (record) => lines.push(recordText(record)),
    ...(flush && { flush }),
  };
  const feed = new Feed(
    jobs.map(({ arrival }) => ({ arrival, updates: [] })),
    (index) => requestOf('abc'.charAt(index), index, jobs[index]!.arrival, 1, jobs[index]),
  );
  const pool = new Pool(Array.from({ length: Number(rules.cores) }, (_, id) => id));
  const engine = new Engine({ ...rulesOf(rules), pool, memory: rules.memory ?? Infinity });
  await drive({ engine, feed, executor, recorder, ...rest });
  return lines;
}

function recordText(record: LogRecord): string {
  switch (record.kind) {
    case 'decision':
      return `log: decision, ${record.running} running, ${record.waiting} waiting, ${record.held} held, ${record.idle} idle`;
    case 'intent':
      return `log: intent ${record.id}, ${record.action} ${record.job}`;
    case 'outcome':
      return `log: outcome ${record.id}, ${record.ok ? 'ok' : record.reason}`;
    case 'ended':
      return `log: ${record.job} ${record.state}`;
    case 'end':
      return `log: end at ${record.at}${record.interrupted === undefined ? '' : `: ${record.interrupted}`}`;
    default:
      return `log: ${record.kind}${'job' in record ? ` ${String(record.job)}` : ''}`;
  }
}

const wait: Answer = (until) => ({ now: until });

function confirm(id: string, now: number): Answer {
  return (_, executor) => ({ now, facts: [{ kind: 'confirmed', at: now, action: executor.action(id) }] });
}

function exit(id: string, now: number, code = 0): Answer {
  return (_, executor) => ({ now, facts: [exitFact(executor.action(id), now, code)] });
}

function exitFact({ job, attempt }: Action, at: number, code = 0): Fact {
  return { kind: 'exited', at, job, attempt, exit: { code, reason: undefined, lost: false } };
}

describe('drive', () => {
  it('takes facts to the engine, its decision to the log, and then its actions to the executor', async () => {
    const lines = await driven([{ arrival: 1 }], [wait, confirm('a', 2), exit('a', 5)]);
    expect(lines).toEqual([
      'next until 1',
      'log: arrived a',
      'log: decision, 1 running, 0 waiting, 1 held, 0 idle',
      'log: intent 1, start a',
      'apply: start a on 0',
      'next until Infinity',
      'log: outcome 1, ok',
      'next until Infinity',
      'log: exited a',
      'log: a done',
      'log: decision, 0 running, 0 waiting, 0 held, 0 idle',
      'log: end at 5',
    ]);
  });

  it('notes who is passed over for lack of memory, before the decision that did it', async () => {
    const lines = await driven(
      [
        { arrival: 0, memory: 8 },
        { arrival: 0, memory: 4 },
      ],
      [wait, confirm('a', 0), exit('a', 5), confirm('b', 5), exit('b', 6)],
      { rules: { cores: 2, memory: 10 } },
    );
    expect(lines.filter((line) => /note|decision/.test(line)).slice(0, 2)).toEqual([
      'log: note b',
      'log: decision, 1 running, 1 waiting, 1 held, 1 idle',
    ]);
    expect(lines.filter((line) => line.includes('note'))).toHaveLength(1);
  });

  it('asks for the next arrival or timer, whichever is earlier', async () => {
    const lines = await driven(
      [{ arrival: 0 }, { arrival: 4 }, { arrival: 20 }],
      [wait, confirm('a', 0), wait, wait, exit('a', 9), confirm('b', 9), exit('b', 10), wait, exit('c', 21)],
      { rules: { cores: 1, policy: 'rr', quantum: 5 } },
    );
    expect(lines.filter((line) => line.startsWith('next'))).toEqual([
      'next until 0',
      'next until 4',
      'next until 4',
      'next until 5',
      'next until 20',
      'next until 20',
      'next until 14',
      'next until 20',
      'next until Infinity',
    ]);
  });

  it('writes every intent of a decision before the first of its actions is ordered', async () => {
    const lines = await driven([{ arrival: 0 }, { arrival: 0 }], [wait, exit('a', 1), exit('b', 2)]);
    expect(lines.slice(0, 6)).toEqual([
      'next until 0',
      'log: arrived a',
      'log: arrived b',
      'log: decision, 1 running, 1 waiting, 1 held, 0 idle',
      'log: intent 1, start a',
      'apply: start a on 0',
    ]);
  });

  it('orders nothing before the log is safe', async () => {
    const flushes: (() => void)[] = [];
    const lines: string[] = [];
    const done = driven([{ arrival: 0 }], [wait, exit('a', 1)], {
      flush: () => new Promise((resolve) => flushes.push(resolve)),
      onStep: () => lines.push('step'),
    }).then((all) => lines.push(...all));
    await Promise.resolve();
    expect(flushes).toHaveLength(1);
    expect(lines).toEqual(['step']);
    flushes[0]?.();
    while (flushes.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(lines).toContain('step');
    // The exit orders nothing, but its container may be removed once it is told.
    flushes[1]?.();
    await done;
    expect(flushes).toHaveLength(2);
    expect(lines).toContain('apply: start a on 0');
  });

  it('ends where the executor leaves the run, and orders nothing more', async () => {
    const left = { how: 'pause', reason: 'SIGINT' } as const;
    const lines = await driven(
      [{ arrival: 0 }],
      [wait, (until, executor) => ({ ...exit('a', 1)(until, executor), left })],
    );
    expect(lines.at(-1)).toBe('log: left');
    expect(lines.some((line) => /exited|end /.test(line))).toBe(false);
  });

  it('stops with the log: what cannot be written is not done', async () => {
    const lines: string[] = [];
    const failed = driven([{ arrival: 0 }], [wait], {
      flush: () => Promise.reject(new Error('disk full')),
      executor: scripted(lines, [wait]),
    });
    await expect(failed).rejects.toThrow('disk full');
    expect(lines).toEqual(['next until 0']);
  });

  it('waits for an executor that takes its time', async () => {
    const lines: string[] = [];
    const inner = scripted(lines, [wait, exit('a', 1)]);
    const slow: Executor = { ...inner, next: async (until) => inner.next(until) };
    await driven([{ arrival: 0 }], [], { executor: slow });
    expect(lines).toContain('apply: start a on 0');
  });

  it('keeps notices before the facts of their batch', async () => {
    const notice: Notice = { kind: 'cpu', at: 0.5, job: 'a', attempt: 1, seconds: 0.4 };
    const lines = await driven(
      [{ arrival: 0 }],
      [wait, (until, executor) => ({ ...exit('a', 1)(until, executor), notices: [notice] })],
    );
    const from = lines.indexOf('log: cpu a');
    expect(lines.slice(from, from + 2)).toEqual(['log: cpu a', 'log: exited a']);
  });

  it('calls it a bug when nothing can happen any more', async () => {
    const stuck = driven([{ arrival: 0 }], [wait, () => ({ now: 0 })]);
    await expect(stuck).rejects.toThrow(new Bug('nothing can happen any more and 1 jobs have not ended'));
  });

  it('gives a sign of life after so many seconds of silence', async () => {
    const lines = await driven([{ arrival: 0 }], [wait, wait, wait, exit('a', 2.5)], { beat: 1 });
    expect(lines.filter((line) => line === 'log: beat')).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('next'))).toEqual([
      'next until 0',
      'next until 1',
      'next until 2',
      'next until 3',
    ]);
  });

  it('stops with the error of a check', async () => {
    const failing = driven([{ arrival: 0 }], [wait], {
      onStep: () => {
        throw new Bug('all is lost');
      },
    });
    await expect(failing).rejects.toThrow(new Bug('all is lost'));
  });
});

describe('the end of a run before its time', () => {
  const cancel = (at: number): Fact => ({ kind: 'cancelled', at, reason: 'ctrl-c' });

  it('cancels the jobs that are there and those that have not arrived', async () => {
    const lines = await driven(
      [{ arrival: 0 }, { arrival: 9 }],
      [wait, confirm('a', 0), () => ({ now: 3, facts: [cancel(3)] }), exit('a', 4, 137)],
    );
    const from = lines.indexOf('log: cancelled');
    expect(lines.slice(from).filter((line) => !line.startsWith('next'))).toEqual([
      'log: cancelled',
      'log: b cancelled',
      'log: decision, 0 running, 0 waiting, 0 held, 0 idle',
      'log: intent 2, kill a',
      'apply: kill a (cancelled: ctrl-c)',
      'log: exited a',
      'log: a cancelled',
      'log: decision, 0 running, 0 waiting, 0 held, 0 idle',
      'log: end at 4: ctrl-c',
    ]);
  });

  it('lets nothing in that would arrive together with it', async () => {
    const lines = await driven(
      [{ arrival: 0 }, { arrival: 3 }, { arrival: 3.5 }],
      [wait, confirm('a', 0), () => ({ now: 4, facts: [cancel(3)] }), exit('a', 4, 137)],
    );
    expect(lines.filter((line) => line.startsWith('apply'))).toEqual([
      'apply: start a on 0',
      'apply: kill a (cancelled: ctrl-c)',
    ]);
    expect(lines.filter((line) => /log: [bc] /.test(line))).toEqual(['log: b cancelled', 'log: c cancelled']);
  });

  it('comes when a job ends as told, of its own accord', async () => {
    const lines = await driven(
      [{ arrival: 0 }, { arrival: 0 }],
      [
        wait,
        exit('a', 1, 1),
        (_, executor) => ({ now: 1, facts: [cancel(1), exitFact(executor.action('b'), 1, 1)] }),
      ],
      { cancelWhen: ({ job, state }) => (job === 'a' && state === 'failed' ? 'fail-fast' : undefined) },
    );
    expect(lines).toContain('cancel: fail-fast');
    expect(lines.filter((line) => line.startsWith('cancel'))).toHaveLength(1);
  });

  it('tells the first reason', async () => {
    const second: Fact = { kind: 'cancelled', at: 2, reason: 'again' };
    const lines = await driven(
      [{ arrival: 0 }],
      [
        wait,
        confirm('a', 0),
        () => ({ now: 1, facts: [cancel(1)] }),
        () => ({ now: 2, facts: [second] }),
        exit('a', 3),
      ],
    );
    expect(lines.at(-1)).toBe('log: end at 3: ctrl-c');
  });
});
