import { z } from 'zod';

const figure = z.number().nullable();

const metricReport = z.object({
  mean: figure.describe('Over the instances that all cells have a value of'),
  half: figure.describe('Half the width of the 95 % interval of the mean; null below two instances'),
  values: z.array(figure).describe('By instance, the mean of its repeats'),
  best: z.boolean(),
  p: figure.describe(
    'Chance of such a paired difference to the best one if there were none, corrected for the number of cells (Holm); null for the best, and below two instances',
  ),
  same_as_best: z.boolean().describe('Not told apart from the best one: p is 0.05 or more'),
  to_baseline: figure.describe('Mean of the ratios to the baseline, instance by instance'),
});

const cellReport = z.object({
  label: z.string(),
  policy: z.string(),
  realloc: z.string().nullable(),
  options: z.record(z.string(), z.string()).describe('As flags have them'),
  runs: z.int(),
  unfinished: z.int().describe('Jobs that did not finish, over all runs'),
  metrics: z.record(z.string(), metricReport),
});

const groupReport = z.object({
  name: z.string().describe('Which values of the generator; empty where there are none'),
  at: z.record(z.string(), z.number()).describe('The same as numbers'),
  instances: z.array(z.string()).describe('Workloads that every cell ran'),
  common_jobs: z
    .boolean()
    .describe('Cells did not finish the same jobs: figures are of the jobs that all of them finished'),
  cells: z.array(cellReport),
});

const breakdown = z.object({
  cell: z.string(),
  value: z.string(),
  jobs: z.int(),
  metrics: z.record(z.string(), figure),
});

export const comparisonSchema = z
  .object({
    tfsched: z.object({ version: z.string(), command: z.literal('compare') }),
    config: z.object({
      executor: z.enum(['sim', 'docker']),
      host: z.string().nullable().describe('What times on Docker depend on; null in virtual time'),
      repeats: z.int(),
      baseline: z.string().nullable(),
      skip_first: z.int(),
      skip_last: z.int(),
      by: z.string().nullable(),
    }),
    metrics: z.array(z.object({ name: z.string(), unit: z.string(), better: z.enum(['less', 'more']) })),
    groups: z.array(groupReport),
    by: z.array(breakdown).describe('Figures of the jobs of each value; empty without --by'),
  })
  .meta({ title: 'Comparison of schedules by tfsched', description: 'Fields may be added, never renamed.' });

export type Comparison = z.infer<typeof comparisonSchema>;
export type GroupReport = z.infer<typeof groupReport>;
export type CellReport = z.infer<typeof cellReport>;
export type MetricReport = z.infer<typeof metricReport>;

/** For editors and programs that read what `compare --json` prints. */
export function comparisonJsonSchema(): unknown {
  return z.toJSONSchema(comparisonSchema);
}
