import { Composer, Lexer, LineCounter, Parser } from 'yaml';
import type { CST, Document } from 'yaml';
import type { Place } from '../problem.js';
import type { Fault } from './fault.js';
import type { Located } from './located.js';
import { syntaxFaults } from './yaml-faults.js';
import { locateNodes } from './yaml-nodes.js';

/** A parsed text. `root` is undefined when its structure is too broken to look further. */
export interface YamlTree {
  readonly root: Located | undefined;
  readonly faults: readonly Fault[];
  /** Line and column of an offset. */
  readonly placeOf: (at: number) => Place;
}

/** The deepest nesting of a workload is 5; the composer of the YAML library is recursive. */
const DEEPEST = 40;
/** The library takes 200 to 570 bytes for each token: so many, about 9 MiB of jobs, fit into the memory that Node takes. */
const MOST_TOKENS = 6_000_000;
/** Faults of syntax that are told apart; after so many, the text is no YAML. */
const MOST_SYNTAX_FAULTS = 1000;

/**
 * Parses a text that holds one YAML document. Never throws. Time and memory are in proportion to the text, aliases
 * included, and bounded.
 */
export function parseYaml(text: string): YamlTree {
  const lines = lineStarts(text);
  const placeOf = (at: number): Place => {
    const { line, col } = lines.linePos(Math.min(Math.max(at, 0), text.length));
    return { line, column: col };
  };
  const faults: Fault[] = [];
  const document = composeOne(text, faults);
  const contents = document?.contents ?? null;
  const root = contents === null || faults.length > 0 ? undefined : locateNodes(contents, faults);
  return { root, faults, placeOf };
}

/** Counted here: the parser of the library does not see every line of a text that is no YAML. */
function lineStarts(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

/** The first document of the text; a second one is a fault, and the last thing that is looked at. */
function composeOne(text: string, faults: Fault[]): Document.Parsed | undefined {
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, schema: 'core', merge: false });
  const documents: Document.Parsed[] = [];
  try {
    for (const document of composer.compose(boundedTokens(text), true, text.length)) {
      documents.push(document);
      faults.push(
        ...syntaxFaults([...document.errors, ...document.warnings], text).slice(0, MOST_SYNTAX_FAULTS),
      );
      if (documents.length === 2) {
        faults.push({
          at: document.range[0],
          message: 'a second YAML document begins here',
          hint: 'a workload is one document: remove the --- line, or make two files of it',
        });
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
    faults.push(error.fault);
  }
  return documents[0];
}

class OutOfBounds extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** The library's parser, stopped where a text would cost more than any workload does. */
function* boundedTokens(text: string): Generator<CST.Token, void> {
  const parser = new Parser();
  let tokens = 0;
  let oddities = 0;
  const stop = (message: string, hint: string): never => {
    throw new OutOfBounds({ at: parser.offset, message, hint });
  };
  for (const lexeme of new Lexer().lex(text)) {
    tokens += 1;
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error' || token.type === 'directive') oddities += 1;
      yield token;
    }
    if (parser.stack.length > DEEPEST) {
      stop(`values are nested more than ${String(DEEPEST)} deep`, 'a workload needs five levels');
    }
    if (tokens > MOST_TOKENS) {
      stop(
        'the file has too many values to be read as a whole',
        'write it as JSON lines (.jsonl), one job a line',
      );
    }
    if (oddities > MOST_SYNTAX_FAULTS) stop('this is not YAML', 'expected jobs: and a list of jobs');
  }
  yield* parser.end();
}
