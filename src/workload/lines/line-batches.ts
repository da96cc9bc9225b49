import { TextDecoder } from 'node:util';
import { LONGEST_LINE } from './line-reader.js';

/** Bytes or text, piece by piece: a file, standard input, or the pieces of a test. */
export type TextSource = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** The source holds bytes that are no UTF-8; the lines before that one have been handed out. */
export class NotUtf8 extends Error {
  constructor() {
    super('not UTF-8');
    this.name = 'NotUtf8';
  }
}

/**
 * The lines of a source without their line breaks, as many at a time as a piece of it completes. Holds one piece and
 * one line; a line that is too long is cut, still too long, so that whoever reads it can say so.
 *
 * @throws NotUtf8 and whatever the source throws.
 */
export async function* lineBatches(source: TextSource): AsyncGenerator<readonly string[], void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pending = '';
  const split = (text: string): string[] => {
    const lines = text.split('\n');
    pending = (pending + (lines[0] ?? '')).slice(0, LONGEST_LINE + 1);
    if (lines.length === 1) return [];
    lines[0] = pending;
    pending = (lines.pop() ?? '').slice(0, LONGEST_LINE + 1);
    return lines;
  };
  for await (const piece of source) {
    const text = typeof piece === 'string' ? piece : decodeOrUndefined(decoder, piece);
    yield split(text ?? validLines(piece));
    if (text === undefined) throw new NotUtf8();
  }
  if (decodeOrUndefined(decoder, undefined) === undefined) throw new NotUtf8();
  if (pending !== '') yield [pending];
}

/** A byte order mark is left out by the decoder. */
function decodeOrUndefined(decoder: TextDecoder, piece: Uint8Array | undefined): string | undefined {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    return undefined;
  }
}

/** The lines of a piece before the one with the bytes that are no UTF-8. */
function validLines(piece: Uint8Array | string): string {
  const text = typeof piece === 'string' ? piece : new TextDecoder().decode(piece);
  const wrong = text.indexOf('\ufffd', 1);
  return text.slice(0, text.lastIndexOf('\n', wrong === -1 ? 0 : wrong) + 1);
}
