import { z } from 'zod';
import { type ModelName, modelNames } from '../workload/models.js';
import { MOST_CORES_OF_A_FILE } from '../workload/schema/job-schema.js';
import { time, whole } from '../workload/schema/values.js';
import { arrivalNames } from './arrivals.js';

/** One of several values, each as likely as its weight says. */
export type Choice<T> = readonly { readonly value: T; readonly weight: number }[];

/** Lognormal, by its median in seconds and the standard deviation of its logarithm. */
export interface Lognormal {
  readonly median: number;
  readonly sigma: number;
}

const positive = (what: string) => z.number({ error: `expected ${what}` }).gt(0, `expected ${what}`);

/** A list of equally likely values, or a mapping of values to weights. */
function choice<T>(value: z.ZodType<T>, error: string) {
  const weights = z.record(z.string(), positive('a weight above 0'), { error });
  const list = z.array(value, { error }).min(1, 'expected at least one value');
  const fromWeights = weights.transform((given, context): Choice<T> => {
    const choices = Object.entries(given).map(([key, weight]) => {
      const number = Number(key);
      return { result: value.safeParse(Number.isNaN(number) ? key : number), weight };
    });
    if (choices.length === 0 || choices.some(({ result }) => !result.success)) {
      context.addIssue({ code: 'custom', message: error });
      return z.NEVER;
    }
    return choices.map(({ result, weight }) => ({ value: result.data as T, weight }));
  });
  const fromList = list.transform((values): Choice<T> => values.map((one) => ({ value: one, weight: 1 })));
  return z.union([fromList, fromWeights], { error });
}

/** Beyond it, times of arrival are no numbers any more. */
const LOAD = 'expected a number from 0.000001 to 1000000';

const lognormal = z.strictObject({
  lognormal: z.strictObject({ median: time('above 0'), sigma: positive('a number above 0') }),
});

/** Every key of `generate:` in a file, which are also the flags of the command. */
export const generatorFields = {
  jobs: whole(1, 1_000_000).describe('How many jobs'),
  cores: whole(1, MOST_CORES_OF_A_FILE).describe('Capacity: cores of the run'),
  arrival: z
    .enum(arrivalNames, { error: `expected one of ${arrivalNames.join(', ')}` })
    .describe('How jobs arrive. Default: poisson'),
  load: z
    .number({ error: LOAD })
    .min(1e-6, LOAD)
    .max(1e6, LOAD)
    .describe(
      'Core-seconds that arrive in a second, over the capacity; 1 is as much as can be done. Default: 0.7',
    ),
  burst: whole(1, 100_000).describe('bursty: jobs of a burst on average. Default: 8'),
  day: time('above 0').describe('daily: length of a day. Default: 24h'),
  durations: z
    .union([lognormal, choice(time('above 0'), 'expected a list of times, or weights by time')], {
      error: 'expected {lognormal: {median: 20s, sigma: 1}}, a list of times, or weights by time',
    })
    .describe('Seconds of work at the requested cores. Default: lognormal with median 20s and sigma 1'),
  requests: choice(
    whole(1, MOST_CORES_OF_A_FILE),
    'expected a list of numbers of cores, or weights by number',
  ).describe('Cores asked for. Default: powers of 2 up to the capacity, equally likely'),
  models: choice(
    z.enum(modelNames, { error: `expected one of ${modelNames.join(', ')}` }),
    `expected a list of models, or weights by model (${modelNames.join(', ')})`,
  ).describe('What the jobs run. Default: mnist_cnn, resnet20 and lstm, equally likely'),
  priorities: choice(
    whole(-1_000_000, 1_000_000),
    'expected a list of whole numbers, or weights by number',
  ).describe('Priorities. Default: 0'),
  users: whole(1, 10_000).describe('How many users the jobs belong to. Default: jobs have none'),
  overestimate: z
    .number({ error: 'expected a number from 0' })
    .min(0, 'expected a number from 0')
    .describe('Estimates are up to so many times too long: 1 is up to double. Default: jobs have none'),
};

export const generatorSchema = z
  .strictObject(generatorFields)
  .partial()
  .required({ jobs: true, cores: true });

export type GeneratorKey = keyof typeof generatorFields;
export const generatorKeys = Object.keys(generatorFields) as readonly GeneratorKey[];

/** What is said of a workload that is to be made. Times are seconds. */
export type GeneratorSpec = z.output<typeof generatorSchema>;

/** The models that are made where none is named. */
export const DEFAULT_MODELS: Choice<ModelName> = ['mnist_cnn', 'resnet20', 'lstm'].map((value) => ({
  value: value as ModelName,
  weight: 1,
}));
