/** What the program of an attempt does. */
export interface VirtualProgram {
  /** Work until it is done: seconds on one core, as many times faster on more. */
  readonly coreSeconds: number;
  /** Training steps; after each it tells its progress. */
  readonly steps: number;
  readonly exitCode: number;
}

/** The lines of the runner's protocol (docs/runner-protocol.md). */
export const lines = {
  ready: (): string => line({ event: 'ready' }),
  progress: (step: number, steps: number): string =>
    line({ event: 'progress', step, steps, loss: 1 / (1 + step) }),
  done: (steps: number): string => line({ event: 'done', steps, loss: 1 / (1 + steps) }),
};

function line(fields: object): string {
  return `${JSON.stringify({ tfsched: 1, ...fields })}\n`;
}
