import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadWorkload } from '../../src/workload/load/load.js';
import { formatProblem } from '../../src/workload/problem.js';
import { summarizeWorkload } from '../../src/workload/summary.js';

const FOLDER = new URL('../../workloads/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

const GOLDEN = new URL('../golden/', import.meta.url);

describe('the worked schedules', () => {
  it.each(readdirSync(GOLDEN).filter((name) => name.endsWith('.yaml')))(
    '%s is valid for the simulator',
    (name) => {
      const result = loadWorkload(name, readFileSync(new URL(name, GOLDEN), 'utf8'), {
        forSimulation: 'duration',
      });
      expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([]);
    },
  );
});

describe('the examples', () => {
  it.each(FILES)(
    '%s is valid on two cores, says what it teaches, and has nothing that check warns about by mistake',
    (name) => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8');
      const result = loadWorkload(name, text, { capacity: 2 });
      if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
      expect(text).toMatch(/^# \S.{30,}\n/);
      expect(text).toContain(`tfsched run workloads/${name} --policy `);
      const expected = name === 'retries.yaml' ? ['hopeful'] : [];
      expect(
        summarizeWorkload(result.workload)
          .warnings.filter(({ message }) => /timeout|threads|estimate/.test(message))
          .flatMap(({ jobs }) => jobs),
      ).toEqual(expected);
    },
  );

  it('are at least six, and quickstart has five TensorFlow jobs of three models', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(6);
    const result = loadWorkload('quickstart.yaml', readFileSync(new URL('quickstart.yaml', FOLDER), 'utf8'));
    const programs = result.ok ? summarizeWorkload(result.workload).programs : [];
    expect(programs.length).toBeGreaterThanOrEqual(3);
    expect(programs.reduce((sum, { jobs }) => sum + jobs, 0)).toBeGreaterThanOrEqual(5);
    expect(programs.map(({ name }) => name)).not.toContain('spin');
  });
});
