import type { YAMLError } from 'yaml';
import { printable } from '../printable.js';
import type { Fault } from './fault.js';

/** The errors and warnings of the YAML library as faults with advice. */
export function syntaxFaults(errors: readonly YAMLError[], text: string): Fault[] {
  // After one unexpected token, the next ones say nothing new.
  return errors
    .filter(({ code }, index) => code !== 'UNEXPECTED_TOKEN' || errors[index - 1]?.code !== code)
    .map((error) => ({
      at: error.pos[0],
      message: `this is not valid YAML: ${reasonOf(error)}`,
      hint: hintFor(error, text),
    }));
}

/** The library repeats what it found, which may be as long as the file. */
const LONGEST_REASON = 100;

function reasonOf({ message }: YAMLError): string {
  const reason = (message.split('\n')[0] ?? '')
    .replace(/ closing (["'])quote$/, ' closing $1')
    // What it found may be a password: only punctuation is repeated.
    .replace(/(token in YAML stream): (?!"[^\w\s]{1,3}"$).*/, '$1');
  return printable(lowerFirst(reason.slice(0, LONGEST_REASON)));
}

/** What would be right, for an error of the YAML library. */
function hintFor({ code, message }: YAMLError, text: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'indent with blanks: YAML takes no tabs there';
    case 'BAD_INDENT':
      return message.includes(' end with a ')
        ? 'close the bracket, and indent the lines in it'
        : 'line it up with its neighbours';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return 'put "key: value" on a line of its own, and a text with ": " in it in quotes';
    case 'BAD_DQ_ESCAPE':
      return 'double the backslash, or use single quotes';
    case 'BAD_SCALAR_START':
      return 'put the text in quotes';
    case 'MISSING_CHAR':
      return 'add it';
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
    case 'MULTIPLE_TAGS':
      return 'remove the tag: a workload needs none';
    case 'UNEXPECTED_TOKEN':
      return looksLikeJsonLines(text)
        ? 'if each line is one job, name the file .jsonl'
        : 'look for a missing quote, bracket or line break before it';
    default:
      return 'mend the YAML here';
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function looksLikeJsonLines(text: string): boolean {
  return /^\s*\{[^\n]*\}\s*\n\s*\{/.test(text);
}
