import { EXIT, type ExitCode } from '../exit-codes.js';

const CODES = { SIGHUP: EXIT.hangup, SIGINT: EXIT.interrupt, SIGTERM: EXIT.terminate } as const;
type Signal = keyof typeof CODES;

/**
 * Signals while a run goes on: the first one stops it in good order, the second at once. Until `use` is called they only
 * abort `signal`, for what goes on before the run.
 */
export class Interrupts {
  /** The code of the first signal. */
  code: ExitCode | undefined;
  private readonly early = new AbortController();
  private stopAtOnce: () => void = () => undefined;
  /** Resolves at the second signal. */
  readonly atOnce = new Promise<void>((resolve) => (this.stopAtOnce = resolve));
  private cancel: ((reason: string) => void) | undefined;
  private readonly handlers: readonly (readonly [Signal, () => void])[];

  constructor(private readonly tell: (text: string) => void) {
    this.handlers = (Object.keys(CODES) as Signal[]).map((name) => [name, () => this.received(name)]);
    for (const [name, handler] of this.handlers) process.on(name, handler);
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.early.signal;
  }

  /** What the first signal does from now on. */
  use(cancel: (reason: string) => void): void {
    this.cancel = cancel;
  }

  close(): void {
    for (const [name, handler] of this.handlers) process.off(name, handler);
  }

  private received(name: Signal): void {
    if (this.code !== undefined) {
      this.stopAtOnce();
      return;
    }
    this.code = CODES[name];
    this.tell(`${name}: stopping the containers; once more stops at once`);
    this.early.abort(new Interrupted(name));
    this.cancel?.(name);
  }
}

/** A signal came before there was a run to report. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
