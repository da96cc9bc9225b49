import { Composer, Lexer, LineCounter, Parser } from 'yaml';
import type { CST, Document } from 'yaml';
import type { Fault } from './fault.js';
import type { Located } from './located.js';
import type { Place } from './problem.js';
import { syntaxFault } from './yaml-faults.js';
import { locateNodes } from './yaml-nodes.js';

/** A parsed text. `root` is undefined when its structure is too broken to look further. */
export interface YamlTree {
  readonly root: Located | undefined;
  readonly faults: readonly Fault[];
  /** Line and column of an offset. */
  placeOf(at: number): Place;
}

/** The deepest nesting of a workload is 5; the composer of the YAML library is recursive. */
const DEEPEST = 40;

/** Parses a text that holds one YAML document. Never throws; takes time in proportion to the text, aliases included. */
export function parseYaml(text: string): YamlTree {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const faults: Fault[] = [];
  const documents = composeDocuments(text, lines, faults);
  const placeOf = (at: number): Place => {
    const { line, col } = lines.linePos(Math.min(Math.max(at, 0), text.length));
    return { line, column: col };
  };
  const first = documents?.[0];
  if (first === undefined) return { root: undefined, faults, placeOf };
  const second = documents?.[1];
  if (second !== undefined) {
    faults.push({
      at: second.range[0],
      message: 'a second YAML document begins here',
      hint: 'a workload is one document: remove the --- line or make two files of it',
    });
  }
  const broken = faults.length > 0;
  const root = first.contents === null || broken ? undefined : locateNodes(first.contents, faults);
  return { root, faults, placeOf };
}

function composeDocuments(text: string, lines: LineCounter, faults: Fault[]): Document.Parsed[] | undefined {
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, schema: 'core', merge: false });
  const documents: Document.Parsed[] = [];
  try {
    for (const document of composer.compose(tokens(text, lines), true, text.length)) documents.push(document);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    faults.push({
      at: error.at,
      message: `values are nested more than ${String(DEEPEST)} deep`,
      hint: 'a workload needs five levels',
    });
    return undefined;
  }
  for (const document of documents) {
    for (const error of [...document.errors, ...document.warnings]) faults.push(syntaxFault(error, text));
  }
  return documents;
}

class TooDeep extends Error {
  constructor(readonly at: number) {
    super();
  }
}

/** The parser of the YAML library, stopped before the nesting gets too deep for the composer. */
function* tokens(text: string, lines: LineCounter): Generator<CST.Token, void> {
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > DEEPEST) throw new TooDeep(parser.offset);
  }
  yield* parser.end();
}
