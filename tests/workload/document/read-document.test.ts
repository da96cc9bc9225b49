import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../faults-of.js';

/** A file with faults, and what is said about it. */
const CASES: [name: string, lines: string[], faults: string[]][] = [
  [
    'an id twice',
    [
      'jobs:',
      '  - { id: a, duration: 1, model: spin, cores: 1 }',
      '  - { id: b, duration: 1, model: spin, cores: 1 }',
      '  - { id: a, duration: 1, model: spin, cores: 1 }',
    ],
    ['4:11: the id "a" is taken by the job on line 2, give each job an id of its own'],
  ],
  [
    'a default id that is taken',
    [
      'jobs:',
      '  - { id: job-2, duration: 1, model: spin, cores: 1 }',
      '  - { duration: 1, model: spin, cores: 1 }',
    ],
    ['3:5: the default id "job-2" is taken by the job on line 2, give each job an id of its own'],
  ],
  [
    'an id that is a default id before it',
    [
      'jobs:',
      '  - { duration: 1, model: spin, cores: 1 }',
      '  - { id: job-1, duration: 1, model: spin, cores: 1 }',
    ],
    ['3:11: the id "job-1" is taken by the job on line 2, give each job an id of its own'],
  ],
  [
    'a default that does not fit a job',
    [
      'defaults: { min_cores: 2 }',
      'jobs:',
      '  - { duration: 1, model: spin, cores: 1 }',
      '  - { duration: 1, model: spin, cores: 1 }',
    ],
    [
      '3:40: min_cores 2 is above cores 1, expected at most 1',
      '4:40: min_cores 2 is above cores 1, expected at most 1',
    ],
  ],
  [
    'a default above the capacity is said once',
    [
      'cores: 2',
      'defaults: { cores: 3 }',
      'jobs:',
      '  - { duration: 1, model: spin }',
      '  - { duration: 1, model: spin }',
    ],
    ['2:20: a request of 3 cores is above the capacity of 2, expected at most 2, or give the run more cores'],
  ],
  [
    'a faulty default is said once',
    ['defaults: { model: gtp }', 'jobs:', '  - { duration: 1, cores: 1 }', '  - { duration: 1, cores: 1 }'],
    ['1:20: model is "gtp", expected one of mnist_cnn, resnet20, lstm, resnet50, spin'],
  ],
  [
    'alternatives in defaults',
    [
      'defaults: { model: spin, image: x }',
      'jobs:',
      '  - { duration: 1, cores: 1 }',
      '  - { duration: 1, cores: 1, model: lstm }',
    ],
    ['1:33: both model and image are given, keep one of them'],
  ],
  [
    'keys that defaults cannot have',
    ['defaults: { arrival: 1, foo: 2 }', 'jobs:', '  - { duration: 1, cores: 1, model: spin }'],
    [
      '1:13: defaults cannot give arrival, give it in each job',
      '1:25: unknown key "foo", expected one of duration, steps, cores, model, batch, seed, duty, image, command, progress, mounts, network, run_as, writable, inter_op, intra_op, priority, min_cores, max_cores, memory, retries, timeout, env, user, estimate, updates',
    ],
  ],
  [
    'defaults as a list',
    ['defaults: [a]', 'jobs:', '  - { duration: 1, cores: 1, model: spin }'],
    ['1:11: defaults is no mapping, expected keys of a job, such as model: spin'],
  ],
  [
    'empty defaults',
    ['defaults:', 'jobs:', '  - { duration: 1, cores: 1, model: spin }'],
    ['1:10: defaults is empty, expected keys of a job, such as model: spin'],
  ],
  [
    'a misspelt key',
    ['jobs:', '  - { durration: 1, cores: 1, model: spin }'],
    ['2:7: unknown key "durration", did you mean "duration"?'],
  ],
  [
    'an unknown key',
    ['jobs:', '  - { duration: 1, cores: 1, model: spin, foo: 1 }'],
    [
      '2:43: unknown key "foo", expected one of id, arrival, duration, steps, cores, model, batch, seed, duty, image, command, progress, mounts, network, run_as, writable, inter_op, intra_op, priority, min_cores, max_cores, memory, retries, timeout, env, user, estimate, updates',
    ],
  ],
  [
    'keys that are nearly right',
    ['jobs:', '  - { duration: 1, cores: 1, model: spin, prio: 1, memory_limit: 3, Cores: 2, min-cores: 1 }'],
    [
      '2:43: unknown key "prio", did you mean "priority"?',
      '2:52: unknown key "memory_limit", expected one of id, arrival, duration, steps, cores, model, batch, seed, duty, image, command, progress, mounts, network, run_as, writable, inter_op, intra_op, priority, min_cores, max_cores, memory, retries, timeout, env, user, estimate, updates',
      '2:69: unknown key "Cores", did you mean "cores"?',
      '2:79: unknown key "min-cores", did you mean "min_cores"?',
    ],
  ],
  [
    'a misspelt key of the file',
    ['jbos:', '  - { duration: 1, cores: 1, model: spin }'],
    ['1:1: unknown key "jbos", did you mean "jobs"?'],
  ],
  [
    'a key of a job beside the jobs',
    ['model: spin', 'jobs:', '  - { duration: 1, cores: 1 }'],
    [
      '1:1: unknown key "model", it belongs in a job, or in defaults:',
      '3:5: neither model nor image is given, add one, such as model: mnist_cnn',
    ],
  ],
  [
    'a flag in the file',
    ['policy: rr', 'jobs:', '  - { duration: 1, cores: 1, model: spin }'],
    ['1:1: unknown key "policy", give it on the command line: --policy'],
  ],
  [
    'a key of the file in a job',
    ['jobs:', '  - { name: a, duration: 1, cores: 1, model: spin }'],
    ['2:7: unknown key "name", it belongs to the whole workload, not to a job'],
  ],
  [
    'faulty keys of the file',
    ['name: [a]', 'cores: 0', 'jobs:', '  - { duration: 1, cores: 1, model: spin }'],
    [
      '1:7: name is a list, expected a title, one line',
      '2:8: cores is 0, expected a whole number from 1 to 100000',
    ],
  ],
  ['no jobs', ['name: x'], ['1:1: jobs is missing, expected a list of at least one job']],
  ['an empty list of jobs', ['jobs: []'], ['1:7: jobs is empty, expected a list of at least one job']],
  ['jobs without a value', ['jobs:'], ['1:6: jobs is empty, expected a list of at least one job']],
  ['jobs as a mapping', ['jobs: { a: 1 }'], ['1:7: jobs is no list, expected a list of at least one job']],
  ['jobs as a text', ['jobs: a'], ['1:7: jobs is no list, expected a list of at least one job']],
  [
    'jobs that are no mappings',
    ['jobs:', '  -', '  - a', '  - [b]', ''],
    [
      '2:4: a job is empty, expected keys such as model: spin and duration: 5s',
      '3:5: a job is no mapping, expected keys such as model: spin and duration: 5s',
      '4:5: a job is no mapping, expected keys such as model: spin and duration: 5s',
    ],
  ],
  ['an empty file', [''], ['1:1: the file is empty, expected at least jobs: with one job']],
  [
    'nothing but a comment',
    ['# nothing', ''],
    ['1:1: the file is empty, expected at least jobs: with one job'],
  ],
  ['a list', ['- a'], ['1:1: the file is a list, put the list under jobs:']],
  ['a text', ['hello'], ['1:1: the file is no mapping, expected at least jobs: with one job']],
  ['a number', ['5'], ['1:1: the file is no mapping, expected at least jobs: with one job']],
  ['null', ['null'], ['1:1: the file is empty, expected at least jobs: with one job']],
  [
    'a merge key',
    ['x: &x { model: spin }', 'jobs:', '  - { <<: *x, duration: 1, cores: 1 }'],
    [
      '1:1: unknown key "x", expected one of name, cores, defaults, jobs, $schema',
      '3:5: neither model nor image is given, add one, such as model: mnist_cnn',
      '3:7: YAML 1.2 has no merge key <<, use defaults:',
    ],
  ],
  [
    'lines that end in CR LF',
    ['jobs:\r', '  - duration: 1\r', '    cores: x\r', '    model: spin\r', ''],
    ['3:12: cores is "x", expected a whole number from 1 to 100000'],
  ],
  [
    'a byte order mark',
    ['﻿jobs:', '  - { duration: 1, cores: x, model: spin }'],
    ['2:27: cores is "x", expected a whole number from 1 to 100000'],
  ],
  [
    'columns after wide characters',
    ['name: "日本 😀"', 'jobs:', '  - { id: "😀", cores: 1, model: spin, duration: x }'],
    [
      '3:11: id is "😀", expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
      '3:50: duration is "x", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m',
    ],
  ],
];

describe('a whole file', () => {
  it.each(CASES)('%s', (_name, lines, faults) => {
    expect(faultsOf(lines.join('\n'))).toEqual(faults);
  });
});
