import { printable } from './printable.js';

/** A place in a text: both count from 1; columns are UTF-16 code units, as editors count them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a workload file, and what would be right (design 3). */
export interface Problem extends Place {
  readonly file: string;
  /** What is wrong: `cores is "two"`. */
  readonly message: string;
  /** What would be right: `expected a whole number of at least 1`. */
  readonly hint: string;
}

/** The line that is shown to the user: `file:line:column: what is wrong, what would be right`. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, message, hint } = problem;
  return `${printable(file)}:${String(line)}:${String(column)}: ${message}, ${hint}`;
}

/** The problems by place, each once: a fault in `defaults` is found again in every job that inherits it. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .filter((problem) => {
      const key = `${String(problem.line)}:${String(problem.column)}:${problem.message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** A workload that cannot be used. It carries every problem that was found, by place. */
export class InvalidWorkload extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InvalidWorkload';
  }
}
