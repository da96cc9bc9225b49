import { EXIT, type ExitCode } from '../exit-codes.js';

const CODES = { SIGHUP: EXIT.hangup, SIGINT: EXIT.interrupt, SIGTERM: EXIT.terminate } as const;
type Signal = keyof typeof CODES;

/**
 * Signals while a run goes on: the first one stops it in good order, the second waits for no job, the third leaves everything as it
 * is. Until `use` is called they only abort `signal`, for what goes on before the run. What is thrown where nobody waits for it
 * counts as two signals.
 */
export class Interrupts {
  /** The code of the first signal, or of what was thrown. */
  code: ExitCode | undefined;
  private readonly early = new AbortController();
  private stopAtOnce: () => void = () => undefined;
  /** Resolves at the second signal. */
  readonly atOnce = new Promise<void>((resolve) => (this.stopAtOnce = resolve));
  private cancel: ((reason: string) => void) | undefined;
  private words: SignalWords = {
    first: 'stopping the containers; once more stops at once',
    second: 'removing the containers; once more leaves them behind',
  };
  private readonly handlers: readonly (readonly [Signal, () => void])[];

  /** @param explain tells an error and knows its exit code */
  constructor(
    private readonly tell: (text: string) => void,
    private readonly explain: (error: unknown) => ExitCode,
  ) {
    this.handlers = (Object.keys(CODES) as Signal[]).map((name) => [name, () => this.received(name)]);
    for (const [name, handler] of this.handlers) process.on(name, handler);
    process.on('uncaughtException', this.thrown);
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.early.signal;
  }

  /**
   * What `work` gives, or
   * @throws Interrupted as soon as the first signal comes; the work may go on unheard
   */
  async unlessInterrupted<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    signal.throwIfAborted();
    return new Promise<T>((resolve, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /** What the first signal does from now on. */
  use(cancel: (reason: string) => void, words?: SignalWords): void {
    this.cancel = cancel;
    this.words = words ?? this.words;
  }

  close(): void {
    for (const [name, handler] of this.handlers) process.off(name, handler);
    process.off('uncaughtException', this.thrown);
  }

  private readonly thrown = (error: unknown): void => {
    this.close();
    this.code = this.explain(error);
    this.early.abort(new Interrupted('error'));
    this.cancel?.('error');
    this.stopAtOnce();
  };

  private received(name: Signal): void {
    if (this.code !== undefined) {
      this.tell(`${name}: ${this.words.second}`);
      this.close();
      this.stopAtOnce();
      return;
    }
    this.code = CODES[name];
    this.tell(`${name}: ${this.words.first}`);
    this.early.abort(new Interrupted(name));
    this.cancel?.(name);
  }
}

/** What is told at the first and at the second signal. */
export interface SignalWords {
  readonly first: string;
  readonly second: string;
}

/** A signal came before there was a run to report. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
