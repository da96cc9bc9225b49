import { Chalk } from 'chalk';

/** The few ways in which text is set off from other text. Without colour each gives the text as it is. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly odd: (text: string) => string;
  /** A colour of its own for the n-th job; repeats after a few. */
  readonly job: (index: number, text: string) => string;
}

/** @param color decided by the caller, so that the same report gives the same bytes on any terminal */
export function createPaint(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const jobs = [chalk.cyan, chalk.magenta, chalk.blue, chalk.green, chalk.yellow] as const;
  return {
    strong: chalk.bold,
    quiet: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    odd: chalk.yellow,
    job: (index, text) => (jobs[index % jobs.length] ?? chalk.reset)(text),
  };
}
