import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../faults-of.js';

/** A faulty key of a job that runs a model, and what is said about it. The value begins at line 2. */
const MODEL_JOB: [entry: string, faults: string[]][] = [
  ['env: text', ['2:10: env is wrong (not shown), expected a mapping of names to texts']],
  ['env: [A]', ['2:10: env is a list, expected a mapping of names to texts']],
  [
    'env: { 1A: x }',
    ['2:12: env has the key "1A", expected a name of letters, digits and "_", the first no digit'],
  ],
  [
    'env: { A-B: x }',
    ['2:12: env has the key "A-B", expected a name of letters, digits and "_", the first no digit'],
  ],
  ['env: { A: }', ['2:15: env.A has no value, expected a text']],
  ['env: { A: [x] }', ['2:15: env.A is a list, expected a text']],
  ['env: { A: { b: c } }', ['2:15: env.A is a mapping, expected a text']],
  ['env: { A: "x\\0y" }', ['2:15: env.A is wrong (not shown), expected a text without the character NUL']],
  ['env: { __proto__: x }', ['2:12: the key __proto__ is not allowed, expected another name']],
  ['user: ""', ['2:11: user is "", expected the name of a person, one line']],
  ['user: 5', ['2:11: user is 5, expected the name of a person, one line']],
  ['user: "a\\nb"', ['2:11: user is "a\\nb", expected the name of a person, one line']],
  ['user: "\\e[31mred"', ['2:11: user is "\\u001b[31mred", expected the name of a person, one line']],
  ['updates: 5', ['2:14: updates is 5, expected a list of {at, cores}']],
  ['updates: [5]', ['2:15: updates[0] is 5, expected a mapping {at, cores}']],
  ['updates: [{ at: 1 }]', ['2:15: updates[0].cores is missing, expected a whole number from 1 to 100000']],
  [
    'updates: [{ cores: 1 }]',
    ['2:15: updates[0].at is missing, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'updates: [{ at: -1, cores: 1 }]',
    ['2:21: updates[0].at is -1, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'updates: [{ at: 1, cores: 0, why: x }]',
    [
      '2:31: updates[0].cores is 0, expected a whole number from 1 to 100000',
      '2:34: unknown key "why", expected one of at, cores',
    ],
  ],
  ['updates: { at: 1, cores: 1 }', ['2:14: updates is a mapping, expected a list of {at, cores}']],
];

/** The same for a job that runs an image. */
const IMAGE_JOB: [entry: string, faults: string[]][] = [
  ['image: ""', ['2:12: image is "", expected the name of a Docker image, such as my-image:1.0']],
  ['image: -rm', ['2:12: image is "-rm", expected the name of a Docker image, such as my-image:1.0']],
  ['image: a b', ['2:12: image is "a b", expected the name of a Docker image, such as my-image:1.0']],
  ['image: "a:"', ['2:12: image is "a:", expected the name of a Docker image, such as my-image:1.0']],
  ['image: 5', ['2:12: image is 5, expected the name of a Docker image, such as my-image:1.0']],
  ['command: []', ['2:14: command is an empty list, expected at least one word']],
  [
    'command: ""',
    ['2:14: command is "", expected a text or a list of texts, at least one word, every quote closed'],
  ],
  [
    'command: "a \'b"',
    ['2:14: command is "a \'b", expected a text or a list of texts, at least one word, every quote closed'],
  ],
  ['command: [a, null]', ['2:18: command[1] has no value, expected a text']],
  ['command: [a, [b]]', ['2:18: command[1] is a list, expected a text']],
  [
    'command: { a: b }',
    ['2:14: command is a mapping, expected a text or a list of texts, at least one word, every quote closed'],
  ],
  ['command: ["a\\0"]', ['2:15: command[0] is "a\\u0000", expected a text without the character NUL']],
  ['progress: 1', ['2:15: progress is 1, expected true or false']],
  ['network: "yes"', ['2:14: network is "yes", expected true or false']],
  ['writable: no', ['2:15: writable is "no", expected true or false']],
  ['run_as: root', ['2:13: run_as is "root", expected uid or uid:gid, such as 1000:1000']],
  ['run_as: "1:2:3"', ['2:13: run_as is "1:2:3", expected uid or uid:gid, such as 1000:1000']],
  ['mounts: x', ['2:13: mounts is "x", expected a list of {host, container, readonly}']],
  ['mounts: [x]', ['2:14: mounts[0] is "x", expected a mapping {host, container, readonly}']],
  [
    'mounts: [{ host: data }]',
    ['2:14: mounts[0].container is missing, expected an absolute path below / without . and .. in it'],
  ],
  [
    'mounts: [{ host: data, container: data }]',
    ['2:39: mounts[0].container is "data", expected an absolute path below / without . and .. in it'],
  ],
  [
    'mounts: [{ host: data, container: / }]',
    ['2:39: mounts[0].container is "/", expected an absolute path below / without . and .. in it'],
  ],
  [
    'mounts: [{ host: data, container: /a/../b }]',
    ['2:39: mounts[0].container is "/a/../b", expected an absolute path below / without . and .. in it'],
  ],
  [
    'mounts: [{ host: "", container: /a }]',
    ['2:22: mounts[0].host is "", expected the path of a folder of this machine'],
  ],
  [
    'mounts: [{ host: d, container: /a, readonly: 1 }]',
    ['2:50: mounts[0].readonly is 1, expected true or false'],
  ],
  [
    'mounts: [{ host: d, container: /a, read_only: true }]',
    ['2:40: unknown key "read_only", did you mean "readonly"?'],
  ],
  [
    'mounts: [{ host: d, container: /a }, { host: e, container: /a }]',
    ['2:64: two mounts have the container path /a, give each its own'],
  ],
];

describe('mappings, lists and programs of a job', () => {
  it.each(MODEL_JOB)('%s', (entry, faults) => {
    expect(faultsOf(`jobs:\n  - ${entry}\n    duration: 5\n    cores: 1\n    model: spin`)).toEqual(faults);
  });

  it.each(IMAGE_JOB)('%s', (entry, faults) => {
    const image = entry.startsWith('image:') ? '' : '    image: mine';
    expect(faultsOf(`jobs:\n  - ${entry}\n    duration: 5\n    cores: 1\n${image}`)).toEqual(faults);
  });
});
