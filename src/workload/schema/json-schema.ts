import { z } from 'zod';
import { jobSchema } from './job-schema.js';
import { fileSchema } from './schema.js';

/**
 * The JSON Schema (draft 7, which editors know best) of a workload file, generated from the definition that the loader
 * checks values with. It describes what is written, before times and sizes are converted. Of the rules between keys it
 * has those that one mapping can break by itself; the loader knows them all.
 */
export function workloadJsonSchema(): object {
  return {
    title: 'tfsched workload',
    description:
      'A workload of TensorFlow programs for tfsched; the same keys, one job a line, make a .jsonl workload',
    ...z.toJSONSchema(fileSchema, {
      io: 'input',
      target: 'draft-7',
      reused: 'inline',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema === jobSchema)
          jsonSchema.allOf = ALTERNATIVES.map((required) => ({ not: { required } }));
      },
    }),
  };
}

/** Keys of which a job has at most one. */
const ALTERNATIVES = [
  ['duration', 'steps'],
  ['model', 'image'],
  ['model', 'command'],
];
