import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../faults-of.js';

/** A file with such values, and what is said about it. */
const CASES: [name: string, lines: string[], faults: string[]][] = [
  [
    '__proto__ and other names of Object.prototype',
    ['jobs:', '  - { duration: 1, cores: 1, model: spin, __proto__: { x: 1 }, constructor: 1, toString: 2 }'],
    [
      '2:43: the key __proto__ is not allowed, expected another name',
      '2:64: unknown key "constructor", expected one of id, arrival, duration, steps, cores, model, batch, seed, duty, image, command, progress, mounts, network, run_as, writable, inter_op, intra_op, priority, min_cores, max_cores, memory, retries, timeout, env, user, estimate, updates',
      '2:80: unknown key "toString", expected one of id, arrival, duration, steps, cores, model, batch, seed, duty, image, command, progress, mounts, network, run_as, writable, inter_op, intra_op, priority, min_cores, max_cores, memory, retries, timeout, env, user, estimate, updates',
    ],
  ],
  [
    'keys given twice',
    ['jobs:', '  - { duration: 1, cores: 1, model: spin, cores: 2 }', 'name: a', 'name: b'],
    [
      '2:43: the key "cores" is given twice in one mapping, keep one of them',
      '4:1: the key "name" is given twice in one mapping, keep one of them',
    ],
  ],
  [
    'a binary value',
    ['name: !!binary aGk=', 'jobs: []'],
    ['1:16: this is no plain value, expected text, a number, true, false, a list or a mapping'],
  ],
  [
    'an alias of nothing',
    ['jobs: *x'],
    ['1:7: the alias "x" names no anchor before it, mark a value with & and that name first'],
  ],
  [
    'an alias inside its own anchor',
    ['jobs: &a [*a]'],
    ['1:11: the alias "a" names no anchor before it, mark a value with & and that name first'],
  ],
  [
    'a list as a key',
    ['? [a]', ': 1', 'jobs: []'],
    [
      '1:3: this key is no text, expected a name before the colon',
      '3:7: jobs is empty, expected a list of at least one job',
    ],
  ],
  [
    'null and a number as keys',
    ['null: 3', '5: 4', 'jobs: []'],
    [
      '1:1: this key is no text, expected a name before the colon',
      '2:1: unknown key "5", expected one of name, cores, defaults, jobs, $schema',
      '3:7: jobs is empty, expected a list of at least one job',
    ],
  ],
  [
    'aliases of aliases',
    [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]',
      'd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]',
      'e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]',
      'f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]',
      'jobs: *f',
    ],
    ['1:1: aliases multiply this file to 3e+6 values, write the values out, or use defaults:'],
  ],
];

describe('values that no workload has', () => {
  it.each(CASES)('%s', (_name, lines, faults) => {
    expect(faultsOf(lines.join('\n'))).toEqual(faults);
  });
});
