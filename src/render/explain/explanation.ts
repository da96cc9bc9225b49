import type { JobExplanation, Reason, RulesInForce, Wait } from '../../explain/explanation.js';
import { printable } from '../../workload/printable.js';
import type { Look } from '../format.js';
import { createPaint, type Paint } from '../layout/paint.js';
import { wrap } from '../layout/wrap.js';
import {
  beginWords,
  claimWords,
  clock,
  endWords,
  mainReasonWords,
  passageWords,
  reasonWords,
} from './explanation-words.js';

/** Of longer lists the first of these and the last of these are told. */
const FIRST = 8;
const LAST = 2;

/** Why a job waited, for people. */
export function explanationText(explanation: JobExplanation, rules: RulesInForce, look: Look): string {
  const paint = createPaint(look.color);
  const { waits } = explanation;
  const told = abridged(
    waits.map((wait) => waitLines(wait, rules, look, paint)),
    (left) => [paint.quiet(`… ${left} more waits …`)],
  );
  const parts = [
    [paint.strong(printable(titleOf(explanation))), ...knownLines(rules, look, paint)],
    ...told,
    conclusion(explanation, look),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function titleOf({
  job,
  waiting,
  waits,
  arrival,
  started_at,
  cores,
  min_cores,
  priority,
}: JobExplanation): string {
  const asked = `arrival ${clock(arrival)}, cores ${cores}, min_cores ${min_cores}, priority ${priority}`;
  const started = started_at === null ? 'never started' : `started at ${clock(started_at)}`;
  const times = waits.length > 1 ? ` in ${waits.length} stretches` : '';
  const waited = waits.length === 0 ? 'did not wait' : `waited ${clock(waiting)}${times}`;
  return `${job} (${asked}) ${started}, ${waited}`;
}

/** Under which rules, and how far the log tells the order. */
export function knownLines(rules: RulesInForce, { width }: Look, paint: Paint): string[] {
  const options = Object.entries(rules.options).map(([name, value]) => `${name} ${value}`);
  const parts = [
    rules.policy,
    ...(rules.realloc === null ? [] : [rules.realloc]),
    `${rules.cores} cores`,
    ...options,
  ];
  const lines = wrap(printable(parts.join(', ')), width);
  const { order_known_until: until } = rules;
  if (until === 0) lines.push('The log does not tell in which order jobs waited.');
  else if (until !== null)
    lines.push(`From ${clock(until)} on the log does not tell in which order jobs waited.`);
  return lines.map((line) => paint.quiet(line));
}

function waitLines(wait: Wait, rules: RulesInForce, { width }: Look, paint: Paint): string[] {
  const { kind, from, until, seconds, reasons, passages, refusals } = wait;
  const head = `${clock(from)} to ${clock(until)}: ${kind} for ${clock(seconds)}, as ${beginWords(wait, rules)}`;
  const spells = abridged(
    reasons.map((reason) => indented(spellText(reason, rules), width)),
    (left) => [paint.quiet(`  … ${left} more spells …`)],
  );
  return [
    ...wrap(printable(head), width),
    ...spells.flat(),
    ...(passages.length === 0 ? [] : indented(passageWords(passages), width)),
    ...refusals.flatMap(({ at, action, reason }) =>
      indented(`${action} refused at ${clock(at)}: ${reason}`, width),
    ),
    ...indented(`${clock(until)}: ${endWords(wait)}`, width),
  ];
}

function spellText(reason: Reason, rules: RulesInForce): string {
  return `${clock(reason.from)}: ${reasonWords(reason, rules)}`;
}

function conclusion({ waits, claims, main_reason }: JobExplanation, { width }: Look): string[] {
  if (main_reason === null) return [];
  const sentences = claims.map(claimWords);
  if (sentences.length === 0) {
    const isFirst = waits[0]?.began.kind === 'arrived';
    sentences.push(
      `${clock(main_reason.seconds)} of it: ${mainReasonWords(main_reason)}.`,
      isFirst
        ? 'Nothing is known that alone would have let it start earlier: neither another place in the order nor a smaller request.'
        : 'It started at once when it arrived.',
    );
  }
  return sentences.flatMap((sentence) => wrap(printable(sentence), width));
}

/** Lines of one text, all indented. */
function indented(text: string, width: number): string[] {
  return wrap(printable(text), width - 2).map((line) => `  ${line}`);
}

function abridged(parts: readonly string[][], between: (left: number) => string[]): string[][] {
  const left = parts.length - FIRST - LAST;
  if (left <= 1) return [...parts];
  return [...parts.slice(0, FIRST), between(left), ...parts.slice(-LAST)];
}
