import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { jobKeys } from '../../../src/workload/schema/job-schema.js';
import { workloadJsonSchema } from '../../../src/workload/schema/json-schema.js';
import { fileKeys } from '../../../src/workload/schema/schema.js';

interface Schema {
  readonly description?: string;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: unknown;
}

const schema = workloadJsonSchema() as Schema;
const job = schema.properties?.jobs?.items;

describe('workloadJsonSchema', () => {
  it('describes every key, so that an editor can show it', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual(fileKeys);
    expect(Object.keys(job?.properties ?? {})).toEqual(jobKeys);
    const all = { ...schema.properties, ...job?.properties, ...job?.properties?.mounts?.items?.properties };
    expect(Object.entries(all).filter(([, { description }]) => (description ?? '') === '')).toEqual([]);
  });

  it('knows no other keys', () => {
    const { mounts, updates } = job?.properties ?? {};
    for (const one of [schema, job, schema.properties?.defaults, mounts?.items, updates?.items]) {
      expect(one?.additionalProperties).toBe(false);
    }
  });

  it('is JSON', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it('says of which keys a job has one', () => {
    expect(job?.allOf).toEqual([
      { not: { required: ['duration', 'steps'] } },
      { not: { required: ['model', 'image'] } },
      { not: { required: ['model', 'command'] } },
    ]);
  });

  it.each([
    ['a small workload', { jobs: [{ duration: '5s', cores: 1, model: 'spin' }] }, true],
    ['defaults', { defaults: { model: 'lstm' }, jobs: [{ steps: 5, intra_op: 2 }] }, true],
    ['an image', { jobs: [{ image: 'a:1', command: 'x', cores: 1, env: { A: 1 }, mounts: [] }] }, true],
    ['no jobs', { jobs: [] }, false],
    ['an unknown key', { jobs: [{ duratoin: 5, cores: 1, model: 'spin' }] }, false],
    ['id in defaults', { defaults: { id: 'a' }, jobs: [{}] }, false],
    ['a faulty duration', { jobs: [{ duration: '5 s' }] }, false],
  ])('%s', (_name, workload, valid) => {
    // The reader of JSON Schemas in zod does not know `not`.
    const known = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
      key === 'allOf' ? undefined : value,
    ) as Parameters<typeof z.fromJSONSchema>[0];
    expect(z.fromJSONSchema(known).safeParse(workload).success).toBe(valid);
  });
});
