import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../faults-of.js';

/** A faulty value of a key of a job, and what is said about it. The value begins at line 2. */
const CASES: [entry: string, faults: string[]][] = [
  [
    'id: 7',
    [
      '2:9: id is 7, expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  [
    'id: ""',
    [
      '2:9: id is "", expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  [
    'id: -a',
    [
      '2:9: id is "-a", expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  [
    'id: a b',
    [
      '2:9: id is "a b", expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  [
    'id: ../x',
    [
      '2:9: id is "../x", expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  [
    'id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    [
      '2:9: id is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...", expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  [
    'id: null',
    [
      '2:9: id has no value, expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  [
    'id: [a]',
    [
      '2:9: id is a list, expected 1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
    ],
  ],
  ['arrival: -1', ['2:14: arrival is -1, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m']],
  [
    'arrival: soon',
    ['2:14: arrival is "soon", expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'arrival: .inf',
    ['2:14: arrival is infinite, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'arrival: .nan',
    ['2:14: arrival is not a number, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'arrival: 1h30',
    ['2:14: arrival is "1h30", expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'arrival: -5s',
    ['2:14: arrival is "-5s", expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  ['arrival: 1e10', ['2:14: arrival is 10000000000, expected at most 1000000000 seconds']],
  [
    'arrival: true',
    ['2:14: arrival is true, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'arrival: {}',
    ['2:14: arrival is a mapping, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'arrival:',
    ['2:13: arrival has no value, expected seconds from 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  ['duration: 0', ['2:15: duration is 0, expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m']],
  [
    'duration: 0s',
    ['2:15: duration is "0s", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'duration: -1',
    ['2:15: duration is -1, expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'duration: 5 s',
    ['2:15: duration is "5 s", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'duration: 2d',
    ['2:15: duration is "2d", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'duration: 1m1h',
    ['2:15: duration is "1m1h", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  [
    'duration: "1.5.2s"',
    ['2:15: duration is "1.5.2s", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  ['duration: 999999999h', ['2:15: duration is "999999999h", expected at most 1000000000 seconds']],
  [
    'duration: [1]',
    ['2:15: duration is a list, expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  ['steps: 0', ['2:12: steps is 0, expected a whole number from 1 to 1000000000000']],
  ['steps: 1.5', ['2:12: steps is 1.5, expected a whole number from 1 to 1000000000000']],
  ['steps: 10s', ['2:12: steps is "10s", expected a whole number from 1 to 1000000000000']],
  ['steps: 1e13', ['2:12: steps is 10000000000000, expected a whole number from 1 to 1000000000000']],
  ['cores: 0', ['2:12: cores is 0, expected a whole number from 1 to 100000']],
  ['cores: 1.5', ['2:12: cores is 1.5, expected a whole number from 1 to 100000']],
  ['cores: two', ['2:12: cores is "two", expected a whole number from 1 to 100000']],
  ['cores: "2"', ['2:12: cores is "2", expected a whole number from 1 to 100000']],
  ['cores: -1', ['2:12: cores is -1, expected a whole number from 1 to 100000']],
  ['cores: 100001', ['2:12: cores is 100001, expected a whole number from 1 to 100000']],
  ['cores: .nan', ['2:12: cores is not a number, expected a whole number from 1 to 100000']],
  ['cores: null', ['2:12: cores has no value, expected a whole number from 1 to 100000']],
  ['cores: yes', ['2:12: cores is "yes", expected a whole number from 1 to 100000']],
  ['model: mnist', ['2:12: model is "mnist", did you mean "mnist_cnn"?']],
  ['model: ResNet-20', ['2:12: model is "ResNet-20", did you mean "resnet20"?']],
  ['model: 5', ['2:12: model is 5, expected one of mnist_cnn, resnet20, lstm, resnet50, spin']],
  ['model: gpt', ['2:12: model is "gpt", expected one of mnist_cnn, resnet20, lstm, resnet50, spin']],
  ['model:', ['2:11: model has no value, expected one of mnist_cnn, resnet20, lstm, resnet50, spin']],
  ['batch: 0', ['2:12: batch is 0, expected a whole number from 1 to 65536']],
  ['batch: 32s', ['2:12: batch is "32s", expected a whole number from 1 to 65536']],
  ['seed: -1', ['2:11: seed is -1, expected a whole number from 0 to 4294967295']],
  ['seed: 4294967296', ['2:11: seed is 4294967296, expected a whole number from 0 to 4294967295']],
  ['duty: 0', ['2:11: duty is 0, expected a number above 0 and at most 1']],
  ['duty: 1.5', ['2:11: duty is 1.5, expected a number above 0 and at most 1']],
  ['duty: half', ['2:11: duty is "half", expected a number above 0 and at most 1']],
  ['inter_op: 0', ['2:15: inter_op is 0, expected a whole number from 1 to 1024']],
  ['intra_op: 1.5', ['2:15: intra_op is 1.5, expected a whole number from 1 to 1024']],
  ['intra_op: 2000', ['2:15: intra_op is 2000, expected a whole number from 1 to 1024']],
  ['priority: 1.5', ['2:15: priority is 1.5, expected a whole number from -1000000 to 1000000']],
  ['priority: high', ['2:15: priority is "high", expected a whole number from -1000000 to 1000000']],
  ['priority: 1000001', ['2:15: priority is 1000001, expected a whole number from -1000000 to 1000000']],
  ['min_cores: 0', ['2:16: min_cores is 0, expected a whole number from 1 to 100000']],
  ['max_cores: 0', ['2:16: max_cores is 0, expected a whole number from 1 to 100000']],
  [
    'memory: 5m',
    ['2:13: memory is "5m", expected a size from 6m to 1024t: bytes, or a text like 512m or 1.5g'],
  ],
  [
    'memory: 1x',
    ['2:13: memory is "1x", expected a size from 6m to 1024t: bytes, or a text like 512m or 1.5g'],
  ],
  [
    'memory: -1g',
    ['2:13: memory is "-1g", expected a size from 6m to 1024t: bytes, or a text like 512m or 1.5g'],
  ],
  ['memory: 1', ['2:13: memory is 1, expected a size from 6m to 1024t: bytes, or a text like 512m or 1.5g']],
  [
    'memory: big',
    ['2:13: memory is "big", expected a size from 6m to 1024t: bytes, or a text like 512m or 1.5g'],
  ],
  [
    'memory: 2000t',
    ['2:13: memory is "2000t", expected a size from 6m to 1024t: bytes, or a text like 512m or 1.5g'],
  ],
  ['retries: -1', ['2:14: retries is -1, expected a whole number from 0 to 1000']],
  ['retries: 0.5', ['2:14: retries is 0.5, expected a whole number from 0 to 1000']],
  ['retries: 1001', ['2:14: retries is 1001, expected a whole number from 0 to 1000']],
  ['timeout: 0', ['2:14: timeout is 0, expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m']],
  [
    'timeout: never',
    ['2:14: timeout is "never", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
  ['estimate: 0', ['2:15: estimate is 0, expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m']],
  [
    'estimate: -3s',
    ['2:15: estimate is "-3s", expected seconds above 0, or a text like 500ms, 10s, 2m or 1h30m'],
  ],
];

describe('values of a job', () => {
  it.each(CASES)('%s', (entry, faults) => {
    expect(faultsOf(jobWith(entry))).toEqual(faults);
  });
});

/** A job that is valid but for the entry. */
function jobWith(entry: string): string {
  const key = entry.split(':')[0] ?? '';
  const others: Record<string, string> = {
    duration: 'duration: 5',
    cores: 'cores: 1',
    model: key === 'batch' ? 'model: lstm' : 'model: spin',
  };
  const hidden = key === 'steps' ? 'duration' : key;
  const lines = Object.entries(others).filter(([name]) => name !== hidden);
  return ['jobs:', `  - ${entry}`, ...lines.map(([, line]) => `    ${line}`)].join('\n');
}
