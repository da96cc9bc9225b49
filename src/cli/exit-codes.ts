/** What each exit code of tfsched means (design 9). Where several apply, the first that counts is in `precedence`. */
export const EXIT = {
  ok: 0,
  /** Some job failed or was cancelled. */
  jobFailed: 1,
  usage: 2,
  /** Docker or an image is not there. */
  dockerMissing: 3,
  /** A log cannot be read or written, or a check differs. */
  logOrDifference: 4,
  bug: 70,
  hangup: 129,
  interrupt: 130,
  terminate: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const PRECEDENCE: readonly ExitCode[] = [
  EXIT.bug,
  EXIT.hangup,
  EXIT.interrupt,
  EXIT.terminate,
  EXIT.usage,
  EXIT.dockerMissing,
  EXIT.logOrDifference,
  EXIT.jobFailed,
  EXIT.ok,
];

/** The code that counts where several apply: a bug, a signal, then 2, 3, 4, 1 and 0. */
export function firstThatApplies(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}
