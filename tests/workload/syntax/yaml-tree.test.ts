import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../faults-of.js';

/** A text, and what is said about it. */
const CASES: [name: string, lines: string[], faults: string[]][] = [
  [
    'tabs as indentation',
    ['jobs:', '\t- duration: 1'],
    [
      '2:1: this is not valid YAML: tabs are not allowed as indentation, indent with blanks: YAML takes no tabs there',
    ],
  ],
  [
    'wrong indentation',
    ['jobs:', '  - id: a', '   cores: 1'],
    ['3:1: this is not valid YAML: sequence item without - indicator, add it'],
  ],
  [
    'two keys on a line',
    ['jobs:', '  - id: a: b'],
    [
      '2:9: this is not valid YAML: nested mappings are not allowed in compact mappings, put "key: value" on a line of its own, and a text with ": " in it in quotes',
    ],
  ],
  [
    'brackets left open',
    ['jobs: [{ id: a'],
    [
      '1:15: this is not valid YAML: flow map in block collection must be sufficiently indented and end with a }, close the bracket, and indent the lines in it',
      '1:15: this is not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ], close the bracket, and indent the lines in it',
    ],
  ],
  [
    'a quote left open',
    ['name: "abc', 'jobs: []'],
    ['2:9: this is not valid YAML: missing closing ", add it'],
  ],
  [
    'an unknown escape',
    ['name: "\\q"'],
    ['1:8: this is not valid YAML: invalid escape sequence \\q, double the backslash, or use single quotes'],
  ],
  [
    'a reserved character',
    ['name: @x'],
    [
      '1:7: this is not valid YAML: plain value cannot start with reserved character @, put the text in quotes',
    ],
  ],
  [
    'two documents',
    ['jobs:', '  - { duration: 1, cores: 1, model: spin }', '---', 'jobs: []'],
    [
      '3:1: a second YAML document begins here, a workload is one document: remove the --- line, or make two files of it',
    ],
  ],
  [
    'an unknown tag',
    ['name: !foo x', 'jobs: []'],
    ['1:7: this is not valid YAML: unresolved tag: !foo, remove the tag: a workload needs none'],
  ],
  [
    'deep nesting',
    [
      'jobs: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
    ],
    ['1:46: values are nested more than 40 deep, a workload needs five levels'],
  ],
  [
    'JSON lines in a file that is not called so',
    ['{"id":"a"}', '{"id":"b"}', ''],
    [
      '2:1: this is not valid YAML: unexpected flow-map-start at node end, if each line is one job, name the file .jsonl',
    ],
  ],
  [
    'a control character',
    ['name: a\u0001', 'jobs: []'],
    ['1:8: this is no text file: it has the control character U+0001, expected YAML'],
  ],
  [
    'a binary file',
    ['\u0000\u0001'],
    ['1:1: this is no text file: it has the control character U+0000, expected YAML'],
  ],
  [
    'a YAML 1.1 document is read as 1.2',
    ['%YAML 1.1', '---', 'jobs:', '  - { duration: 1:30, cores: 1, model: spin }'],
    ['4:17: duration is "1:30", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
];

describe('texts that are not one YAML document', () => {
  it.each(CASES)('%s', (_name, lines, faults) => {
    expect(faultsOf(lines.join('\n'))).toEqual(faults);
  });
});
