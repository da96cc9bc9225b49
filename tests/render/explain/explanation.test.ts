import { describe, expect, it } from '@jest/globals';
import type { JobExplanation, Reason, RulesInForce, Wait } from '../../../src/explain/explanation.js';
import {
  claimWords,
  mainReasonWords,
  passageWords,
  reasonWords,
} from '../../../src/render/explain/explanation-words.js';
import { explanationText } from '../../../src/render/explain/explanation.js';

const rules: RulesInForce = {
  policy: 'easy',
  realloc: 'strict',
  cores: 4,
  options: {},
  order_known_until: null,
};
const holders = [{ job: 'r1', cores: 3, keeps: 2 }];
const shortage = { from: 1, until: 2, holders, claim: 2, free: 1, most_free: 3 };

describe('a reason in words', () => {
  it.each<[Reason, string]>([
    [
      { kind: 'cores', ...shortage, promised: 9 },
      'nobody is in its way, but it needs 2 cores (what it asks for), and 1 of 4 is free (later up to 3): ' +
        'r1 has 3 and keeps 2; promised a start at 9 s',
    ],
    [
      { kind: 'promise', ...shortage, to: 'r2', promised: 9 },
      'the 2 cores that it needs are free, but taking them would delay r2, which is promised a start at 9 s',
    ],
    [
      { kind: 'promise', ...shortage, to: null, promised: 9 },
      'the 2 cores that it needs are free, but taking them would delay the starts promised to others; ' +
        'it is promised one itself at 9 s',
    ],
    [
      { kind: 'promise', ...shortage, to: null, promised: null },
      'the 2 cores that it needs are free, but taking them would delay the starts promised to others',
    ],
    [
      { kind: 'memory', from: 1, until: 2, holders: [] },
      'passed over: the memory that it may use is not free; nobody runs',
    ],
  ])('%#', (reason, words) => {
    expect(reasonWords(reason, rules)).toBe(words);
  });

  it('names min_cores where the mode claims no more', () => {
    const reason: Reason = { kind: 'cores', ...shortage, promised: null };
    expect(reasonWords(reason, { ...rules, realloc: 'equi' })).toContain('2 cores (its min_cores)');
  });

  it('names a few jobs and counts the others', () => {
    const passages = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((job) => ({
      at: 1,
      job,
      cores: 1,
      how: 'past' as const,
      why: null,
    }));
    expect(passageWords(passages)).toMatch(/: a at 1 s \(past it\), b .* e at 1 s \(past it\) and 2 more$/);
    expect(claimWords({ kind: 'order', at: 1, before: passages.map(({ job }) => job) })).toBe(
      'It would have started at 1 s had it been before a, b, c, d, e and 2 more in the order.',
    );
  });

  it.each([
    [
      { kind: 'request', at: 1, what: 'cores', cores: 1, instead_of: 2 },
      'by 1 s had it asked for 1 core instead of 2.',
    ],
    [
      { kind: 'request', at: 1, what: 'min_cores', cores: 1, instead_of: 2 },
      'by 1 s had its min_cores been 1 instead of 2.',
    ],
    [{ kind: 'estimate', at: 1, seconds: 2.5 }, 'by 1 s had its estimate been 2.5 s or less.'],
  ] as const)('%j', (claim, words) => {
    expect(claimWords(claim)).toBe(`It would have started ${words}`);
  });

  it.each([
    [{ kind: 'order', seconds: 1, job: 'r2', others: 2, why: 'x' }, 'behind r2 and 2 more: x'],
    [{ kind: 'promise', seconds: 1, job: 'r2', others: 0, why: null }, 'cores promised to r2'],
    [{ kind: 'promise', seconds: 1, job: null, others: 0, why: null }, 'cores promised to others'],
    [{ kind: 'memory', seconds: 1, holders }, 'lack of memory'],
    [{ kind: 'hand_over', seconds: 1, holders }, 'handing over of cores'],
    [{ kind: 'unknown', seconds: 1, holders }, 'while others ran: r1 has 3 and keeps 2'],
  ] as const)('mostly %j', (reason, words) => {
    expect(mainReasonWords(reason)).toBe(words);
  });
});

describe('an explanation in words', () => {
  const wait: Wait = {
    kind: 'paused',
    attempt: 1,
    from: 1,
    until: 2,
    seconds: 1,
    began: { kind: 'turn_ended' },
    reasons: [],
    passages: [],
    refusals: [{ at: 1.5, action: 'resume', reason: 'no such container' }],
    ended: { kind: 'ended', state: 'cancelled', reason: 'ctrl-c' },
  };
  const explanation: JobExplanation = {
    job: 'r1',
    state: 'cancelled',
    arrival: 0,
    started_at: 0,
    waiting: 1,
    cores: 1,
    min_cores: 1,
    priority: 0,
    waits: [wait],
    main_reason: { kind: 'hand_over', seconds: 1, holders: [] },
    claims: [],
  };
  const look = { width: 100, color: false };

  it('tells of refusals, and of waits that nothing but the end of the job ended', () => {
    expect(explanationText(explanation, { ...rules, options: { quantum: 5 }, order_known_until: 1 }, look))
      .toBe(`\
r1 (arrival 0 s, cores 1, min_cores 1, priority 0) started at 0 s, waited 1 s
easy, strict, 4 cores, quantum 5
From 1 s on the log does not tell in which order jobs waited.

1 s to 2 s: paused for 1 s, as its turn was over (quantum 5 s)
  resume refused at 1.5 s: no such container
  2 s: cancelled while it waited: ctrl-c

1 s of it: handing over of cores.
It started at once when it arrived.
`);
  });

  it('leaves out the middle of many waits', () => {
    const waits = Array.from({ length: 30 }, (_, from) => ({ ...wait, from, until: from + 1 }));
    const text = explanationText({ ...explanation, waits }, rules, look);
    expect(text).toContain('\n\n… 20 more waits …\n\n28 s to 29 s: paused');
    expect(text).toContain('waited 1 s in 30 stretches');
  });
});
