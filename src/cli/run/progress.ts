import type { LogRecord, Recorder } from '../../log/records.js';
import type { Io } from '../io.js';

/** What a run tells on stderr while it goes on. */
export interface Progress {
  /** One line for people; not with `--quiet`. */
  say(text: string): void;
  /** One line, always. */
  warn(text: string): void;
  arming(armed: number, of: number): void;
  /** Shows the run as it goes. */
  readonly view: Recorder;
  /** Fetches an image and tells how far it is. */
  pull(image: string): Promise<void>;
  /** Leaves the terminal as it was. */
  end(): void;
}

export function createProgress(io: Io, quiet: boolean): Progress {
  const warn = (text: string): void => io.err(`${text}\n`);
  const say = quiet ? (): void => undefined : warn;
  return {
    say,
    warn,
    arming(armed, of) {
      if (armed === of) say(`armed ${armed} containers`);
    },
    view: { append: (record: LogRecord) => say(JSON.stringify(record)) },
    async pull(image) {
      const [{ connectForImages }, { pullImage }] = await Promise.all([
        import('../../image/connection.js'),
        import('../../image/pull-image.js'),
      ]);
      say(`pulling ${image}`);
      await pullImage(connectForImages(), image, say);
    },
    end: () => undefined,
  };
}
