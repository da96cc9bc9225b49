import { describe, expect, it } from '@jest/globals';
import { parseReport, reportJsonSchema } from '../../src/metrics/report.js';

describe('the published schema', () => {
  it('lets later versions add fields', () => {
    expect(JSON.stringify(reportJsonSchema())).not.toContain('"additionalProperties":false');
  });

  it('has the names of design 8 and 9', () => {
    const schema = reportJsonSchema() as {
      properties: Record<string, { items?: { properties: object }; properties?: object }>;
    };
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['tfsched', 'config', 'jobs', 'summary', 'segments']),
    );
    expect(Object.keys(schema.properties.jobs?.items?.properties ?? {})).toEqual(
      expect.arrayContaining([
        ...['id', 'model', 'arrival', 'cores', 'priority', 'state', 'exit_code', 'started_at', 'finished_at'],
        ...[
          'first_run',
          'waiting',
          'service',
          'turnaround',
          'slowdown',
          'core_seconds',
          'preemptions',
          'resizes',
        ],
      ]),
    );
    expect(Object.keys(schema.properties.summary?.properties ?? {})).toEqual(
      expect.arrayContaining([
        ...['jobs', 'finished', 'failed', 'makespan', 'throughput', 'throughput_per_hour', 'utilization'],
        ...[
          'idle_while_queued',
          'preemptions',
          'resizes',
          'jain',
          'waiting',
          'service',
          'turnaround',
          'first_run',
        ],
        'slowdown',
      ]),
    );
  });
});

describe('a report that is read', () => {
  it.each<[unknown, RegExp]>([
    [null, /expected object/],
    [{ jobs: [] }, /tfsched/],
    [[], /expected object/],
  ])('%j is told what is wrong with it', (value, problem) => {
    const result = parseReport(value);
    expect(result.ok ? '' : result.problem).toMatch(problem);
  });
});
