import fc from 'fast-check';
import { jobKeys } from '../../src/workload/schema/job-schema.js';

/*
 * Random jobs for property tests: mostly sensible values, so that many are valid, and all kinds of others, so that
 * every rule is broken at times.
 */

const cores = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
  fc.constantFrom(0, -1, 1.5, 1e9),
);
const time = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 30 }) },
  { weight: 4, arbitrary: fc.constantFrom('500ms', '10s', '1h30m', '2.5s') },
  fc.constantFrom(0, -1, 1e300, '10', 'x', '0s', '-1s'),
);
const update = fc.record({ at: time, cores }, { requiredKeys: ['at', 'cores'] });
const mount = fc.record(
  {
    host: fc.constantFrom('data', '', '../x'),
    container: fc.constantFrom('/a', '/b', 'c', '/'),
    readonly: fc.boolean(),
  },
  { requiredKeys: ['host', 'container'] },
);

/** Any JSON value, the odd ones among them. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    '',
    '__proto__',
    'a:b',
    '\u0000',
    '\u001b[31m',
    '😀',
    [],
    {},
    [null],
    [[]],
    [{}],
  ),
);

const sensible: Record<string, fc.Arbitrary<unknown>> = {
  id: fc.constantFrom('a', 'b', 'job-1', 'job-2', 'x.y-z_1', '-a', 'a:b', ''),
  arrival: time,
  duration: time,
  steps: fc.constantFrom(1, 400, 0, 2.5),
  cores,
  model: fc.constantFrom('spin', 'lstm', 'resnet50', 'resnet', 'toString'),
  batch: fc.constantFrom(1, 32, 0),
  seed: fc.constantFrom(0, 7, -1),
  duty: fc.constantFrom(0.5, 1, 0),
  image: fc.constantFrom('app', 'a/b:1', 'Bad Name', ''),
  command: fc.constantFrom<unknown>('run it', `a 'b`, ['a', 'b c'], ['a', 1, true], [], [null], 'a:b', [
    '\u0000',
  ]),
  progress: fc.boolean(),
  mounts: fc.array(mount, { maxLength: 3 }),
  network: fc.boolean(),
  run_as: fc.constantFrom<unknown>('1000:1000', 1000, 'root'),
  writable: fc.boolean(),
  inter_op: cores,
  intra_op: cores,
  priority: fc.constantFrom(0, -3, 1e6, 1e7, 0.5),
  min_cores: cores,
  max_cores: cores,
  memory: fc.constantFrom<unknown>('1g', '512m', 8e6, '1', 5),
  retries: fc.constantFrom(0, 2, -1),
  timeout: time,
  env: fc.constantFrom<unknown>(
    { A: 'x' },
    { A: 'x:y', B: '' },
    { A: 1.5, B: true },
    { '1': 'x' },
    { A: null },
    {},
  ),
  user: fc.constantFrom('ana', 'Ana Pérez', '', 'a\nb', '=1+1', "'=1+1", "''-a", "'a", ' @ana ', '\u202eana'),
  estimate: time,
  updates: fc.array(update, { maxLength: 3 }),
};

const keyAndValue: fc.Arbitrary<[string, unknown]> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .constantFrom(...jobKeys)
      .chain((key) => fc.tuple(fc.constant<string>(key), sensible[key] ?? anything)),
  },
  fc.tuple(fc.constantFrom<string>(...jobKeys), anything),
  fc.tuple(fc.constantFrom('core', 'jobs', 'constructor', '__proto__', '<<', 'a:b', ''), anything),
);

const VALID: readonly [string, unknown][] = [
  ['duration', 5],
  ['cores', 2],
  ['model', 'spin'],
];

/** The keys of a job with their values, in any order, at times one of them twice. */
export const jobEntries: fc.Arbitrary<(readonly [string, unknown])[]> = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constant([...VALID]) }, fc.subarray([...VALID])),
    fc.array(keyAndValue, { maxLength: 4 }),
    fc.boolean(),
  )
  .map(([base, more, twice]) => {
    const keys = new Set<string>();
    return [...base, ...more].filter(([key]) => {
      if (!twice && keys.has(key)) return false;
      keys.add(key);
      return true;
    });
  });

/** A job as JSON on one line; unlike JSON.stringify it can give a key twice. */
export function jsonLine(entries: readonly (readonly [string, unknown])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}
