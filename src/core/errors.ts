/** Something that cannot happen unless tfsched is wrong: exit code 70. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** A policy or mode gave an answer that breaks its contract; `message` begins with its name. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
}

/**
 * Not for what every fact comes by: the message is made even when the condition holds.
 * @throws Bug when it does not
 */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}
