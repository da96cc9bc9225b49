import type { RulesInForce } from '../../explain/explanation.js';
import type { Instant } from '../../explain/instant.js';
import { coreList } from '../../log/core-list.js';
import { printable } from '../../workload/printable.js';
import type { Look } from '../format.js';
import { createPaint } from '../layout/paint.js';
import { wrap } from '../layout/wrap.js';
import { beginWords, clock, listed, reasonWords, someCores } from './explanation-words.js';
import { knownLines } from './explanation.js';

/** More waiting jobs than that are counted and not named. */
const MOST_WAITING = 30;

/** One instant of a run, as it concerns one job, for people. */
export function instantText(instant: Instant, rules: RulesInForce, look: Look): string {
  const paint = createPaint(look.color);
  const { at, job, state, since } = instant;
  const lines = [
    paint.strong(
      printable(`${clock(at)}: ${job} ${stateWords(state)}${since === null ? '' : ` since ${clock(since)}`}`),
    ),
    ...knownLines(rules, look, paint),
    '',
    ...[...whyLines(instant, rules), runningLine(instant), waitingLine(instant)].flatMap((line) =>
      wrap(printable(line), look.width),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function stateWords(state: Instant['state']): string {
  switch (state) {
    case 'expected':
      return 'has not arrived';
    case 'running':
      return 'runs';
    case 'queued':
    case 'paused':
    case 'done':
    case 'failed':
    case 'cancelled':
      return `is ${state}`;
  }
}

function whyLines({ wait }: Instant, rules: RulesInForce): string[] {
  if (wait === null) return [];
  return [
    `It waits since ${clock(wait.from)}, as ${beginWords(wait, rules)}.`,
    ...wait.reasons.map((reason) => `Since ${clock(reason.from)}: ${reasonWords(reason, rules)}.`),
  ];
}

function runningLine({ running }: Instant): string {
  if (running.length === 0) return 'Nobody runs.';
  const words = running.map(({ job, cores, ids }) =>
    ids.length === 0 ? `${job} with ${someCores(cores)}` : `${job} on ${coreList(ids)}`,
  );
  return `Running: ${words.join(', ')}.`;
}

function waitingLine({ waiting, is_order_known }: Instant): string {
  if (waiting.length === 0) return 'Nobody waits.';
  const words = waiting.map(({ job, claim }) => (claim === null ? job : `${job} (needs ${claim})`));
  const order = is_order_known ? ', in their order' : ', in the order of the file';
  return `Waiting${order}: ${listed(words, MOST_WAITING)}.`;
}
