import { z } from 'zod';
import { cores, defaultsSchema, jobSchema, oneLine } from './job-schema.js';

/** The keys of a workload file besides its jobs (design 3). */
export const fileFields = {
  $schema: z
    .string({ error: 'expected a text' })
    .describe('Where an editor finds the JSON Schema; tfsched does not read it'),
  name: oneLine('a title').describe('Title of the workload, for reports'),
  cores: cores().describe(
    'Capacity: cores that the run may use; --cores wins. Default: all of the Docker host',
  ),
};

/** The one definition of a workload file: the loader checks values with it, the JSON Schema is generated from it. */
export const fileSchema = z.strictObject({
  name: fileFields.name.optional(),
  cores: fileFields.cores.optional(),
  defaults: defaultsSchema
    .optional()
    .describe('Any key of a job but id and arrival, for the jobs that do not give it'),
  jobs: z.array(jobSchema).min(1).describe('The jobs; on equal terms, the one written first goes first'),
  $schema: fileFields.$schema.optional(),
});

/** A key of the file. */
export type FileKey = keyof typeof fileSchema.shape;
/** Every key of a workload file. */
export const fileKeys: readonly FileKey[] = fileSchema.keyof().options;
