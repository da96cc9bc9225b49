import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildJob } from '../../../src/workload/document/build-job.js';
import { createIdIndex } from '../../../src/workload/document/id-index.js';
import { ruleFaults } from '../../../src/workload/document/job-rules.js';
import { readJob } from '../../../src/workload/document/read-job.js';
import { plainJob } from '../../../src/workload/lines/plain-job.js';
import type { Fault } from '../../../src/workload/syntax/fault.js';
import { parseYaml } from '../../../src/workload/syntax/yaml-tree.js';
import type { JobSpec } from '../../../src/workload/workload.js';
import { jobEntries, jsonLine } from '../job-arbitrary.js';

const RULES = { capacity: 3, forSimulation: 'duration' } as const;

describe('plainJob', () => {
  it.each([
    '{"id":"a","arrival":0.5,"duration":"10s","cores":2,"model":"spin"}',
    '{"cores":1,"model":"lstm","steps":400,"env":{"A":"x"},"updates":[{"at":1,"cores":2}]}',
    '{"cores":1,"image":"app","command":["a","b"],"mounts":[{"host":"d","container":"/d"}]}',
  ])('reads %s', (line) => {
    expect(plainJob(line)).toBeDefined();
  });

  it.each([
    ['not JSON', '{"cores":1,}'],
    ['no mapping', '[1]'],
    ['null', 'null'],
    ['an unknown key', '{"core":1}'],
    ['a name of Object.prototype', '{"toString":1}'],
    ['__proto__', '{"__proto__":{"cores":1}}'],
    ['__proto__ in env', '{"env":{"__proto__":"x"}}'],
    ['a faulty value', '{"cores":0}'],
    ['a key twice', '{"cores":1,"cores":2}'],
    ['a key twice in a list', '{"updates":[{"at":1,"at":2,"cores":1}]}'],
    ['a number as a text', '{"env":{"A":1.10}}'],
    ['a number in a command', '{"command":["a",1.10]}'],
    ['a colon in a text', '{"user":"a:b"}'],
  ])('leaves to the careful reading: %s', (_what, line) => {
    expect(plainJob(line)).toBeUndefined();
  });

  it('reads nothing that the careful reading refuses, and the same job', () => {
    let read = 0;
    fc.assert(
      fc.property(jobEntries, (entries) => {
        const line = jsonLine(entries);
        const plain = readPlainly(line);
        if (plain === undefined) return;
        read += 1;
        expect(readCarefully(line)).toEqual({ job: plain, faults: [] });
      }),
      { numRuns: 1000 },
    );

    expect(read).toBeGreaterThan(20);
  });
});

function readPlainly(line: string): JobSpec | undefined {
  const values = plainJob(line);
  return values === undefined || ruleFaults(values, RULES).length > 0 ? undefined : buildJob(values, 0);
}

function readCarefully(line: string): { job: JobSpec | undefined; faults: readonly Fault[] } {
  const { root, faults: treeFaults } = parseYaml(line);
  const faults = [...treeFaults];
  const context = { ...RULES, defaults: undefined, ids: createIdIndex(), lineOf: () => 1 };
  return { job: root === undefined ? undefined : readJob(root, 0, context, faults)?.job, faults };
}
