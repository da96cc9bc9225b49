import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../faults-of.js';

/** A job that breaks a rule of design 3, and what is said about it. */
const CASES: [name: string, lines: string[], faults: string[]][] = [
  [
    'duration and steps',
    ['jobs:', '  - { duration: 5, steps: 4, cores: 1, model: spin }'],
    ['2:27: both duration and steps are given, keep one of them'],
  ],
  [
    'neither duration nor steps',
    ['jobs:', '  - { cores: 1, model: spin }'],
    ['2:5: neither duration nor steps is given, add one, such as duration: 20s'],
  ],
  [
    'neither model nor image',
    ['jobs:', '  - { duration: 1, cores: 1 }'],
    ['2:5: neither model nor image is given, add one, such as model: mnist_cnn'],
  ],
  [
    'model and image',
    ['jobs:', '  - { duration: 1, cores: 1, model: spin, image: x }'],
    ['2:50: both model and image are given, keep one of them'],
  ],
  [
    'command without image',
    ['jobs:', '  - { duration: 1, cores: 1, command: x }'],
    ['2:39: command is given without an image, add image'],
  ],
  [
    'image keys on a model',
    ['jobs:', '  - { duration: 1, cores: 1, model: spin, command: x, network: true }'],
    [
      '2:52: command is only for a program of your own, remove it, or give image instead of model',
      '2:64: network is only for a program of your own, remove it, or give image instead of model',
    ],
  ],
  [
    'a model parameter on an image',
    ['jobs:', '  - { duration: 1, cores: 1, image: x, batch: 3 }'],
    ['2:47: batch is a parameter of built-in models, hand it to the program in command or env'],
  ],
  [
    'duty on a TensorFlow model',
    ['jobs:', '  - { duration: 1, cores: 1, model: lstm, duty: 0.5 }'],
    ['2:49: duty is no parameter of lstm, remove it'],
  ],
  [
    'steps for a program that takes none',
    ['jobs:', '  - { steps: 1, cores: 1, image: x }'],
    [
      '2:14: this program takes no number of steps, give duration, or progress: true if it reads TFSCHED_STEPS',
    ],
  ],
  [
    'no cores and no intra_op',
    ['jobs:', '  - { duration: 1, model: spin, inter_op: 2 }'],
    ['2:5: cores is missing, say how many cores the job asks for, or give intra_op'],
  ],
  [
    'min_cores above the request',
    ['jobs:', '  - { duration: 1, model: spin, cores: 1, min_cores: 2 }'],
    ['2:54: min_cores 2 is above cores 1, expected at most 1'],
  ],
  [
    'the request above max_cores',
    ['jobs:', '  - { duration: 1, model: spin, cores: 3, max_cores: 2 }'],
    ['2:54: max_cores 2 is below cores 3, expected at least 3'],
  ],
  [
    'min_cores above max_cores, request faulty',
    ['jobs:', '  - { duration: 1, model: spin, cores: x, max_cores: 2, min_cores: 3 }'],
    [
      '2:40: cores is "x", expected a whole number from 1 to 100000',
      '2:68: min_cores 3 is above max_cores 2, expected at most 2',
    ],
  ],
  [
    'min_cores above the request that follows from the threads',
    ['jobs:', '  - { duration: 1, model: spin, intra_op: 1, inter_op: 2, min_cores: 3 }'],
    ['2:70: min_cores 3 is above the request 2 (inter_op 2 + intra_op 1 - 1), expected at most 2'],
  ],
  [
    'nothing is concluded from the threads when cores is faulty',
    ['cores: 2', 'jobs:', '  - { duration: 1, model: spin, cores: x, intra_op: 3, max_cores: 1 }'],
    ['3:40: cores is "x", expected a whole number from 1 to 100000'],
  ],
  [
    'request above the capacity of the file',
    ['cores: 2', 'jobs:', '  - { duration: 1, model: spin, cores: 3 }'],
    ['3:40: a request of 3 cores is above the capacity of 2, expected at most 2, or give the run more cores'],
  ],
  [
    'request from threads above the capacity',
    ['cores: 2', 'jobs:', '  - { duration: 1, model: spin, intra_op: 3 }'],
    ['3:43: a request of 3 cores is above the capacity of 2, expected at most 2, or give the run more cores'],
  ],
  [
    'max_cores above the capacity',
    ['cores: 2', 'jobs:', '  - { duration: 1, model: spin, cores: 1, max_cores: 3 }'],
    ['3:54: max_cores 3 is above the capacity of 2, expected at most 2, or give the run more cores'],
  ],
  [
    'min_cores above the capacity',
    ['cores: 2', 'jobs:', '  - { duration: 1, model: spin, cores: 3, min_cores: 3 }'],
    [
      '3:40: a request of 3 cores is above the capacity of 2, expected at most 2, or give the run more cores',
      '3:54: min_cores 3 is above the capacity of 2, expected at most 2, or give the run more cores',
    ],
  ],
  [
    'update above the capacity',
    ['cores: 2', 'jobs:', '  - { duration: 1, model: spin, cores: 1, updates: [{ at: 1, cores: 3 }] }'],
    ['3:69: an update to 3 cores is above the capacity of 2, expected at most 2, or give the run more cores'],
  ],
  [
    'update below min_cores',
    ['jobs:', '  - { duration: 1, model: spin, cores: 2, min_cores: 2, updates: [{ at: 1, cores: 1 }] }'],
    ['2:83: updates[0] asks for 1, below min_cores 2, expected at least 2'],
  ],
  [
    'update above max_cores',
    [
      'jobs:',
      '  - { duration: 1, model: spin, cores: 1, max_cores: 2, updates: [{ at: 1, cores: 2 }, { at: 2, cores: 3 }] }',
    ],
    ['2:104: updates[1] asks for 3, above max_cores 2, expected 1 to 2'],
  ],
  [
    'two updates at one time',
    [
      'jobs:',
      '  - { duration: 1, model: spin, cores: 1, updates: [{ at: 1, cores: 2 }, { at: 1s, cores: 3 }] }',
    ],
    ['2:80: updates[1] comes at the same time as one before it, keep one of them'],
  ],
];

describe('rules between the keys of a job', () => {
  it.each(CASES)('%s', (_name, lines, faults) => {
    expect(faultsOf(lines.join('\n'))).toEqual(faults);
  });
});
