import { z } from 'zod';
import { modelNames } from '../models.js';
import { splitCommand } from './split-command.js';
import { flag, memory, text, textWithoutNul, time, whole, word } from './values.js';

/** What an id looks like (design 3): it names containers, folders and files. */
const ID_PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/;
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Docker's grammar of an image reference: optional host and port, lower-case path, tag, digest. */
const IMAGE =
  /^(?=.{1,255}$)(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;
/** One line of text: no control characters, which a terminal would obey. */
const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$/;
const CONTAINER_PATH = /^(?!.*\/\.{0,2}(?:\/|$))\/[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$/;

/** Most cores that a job or a file can ask for. */
export const MOST_CORES_OF_A_FILE = 100_000;
/** Most threads of one pool. */
const MOST_THREADS = 1024;
/** Beyond it, priorities closer than 1e-9 (design 4.1) cannot be told apart. */
const MOST_PRIORITY = 1_000_000;

/** A name of the file, such as its title or a person: one line of text. */
export const oneLine = (what: string) =>
  text(ONE_LINE, `${what}, one line`).max(100, 'expected at most 100 characters');
/** A number of cores. */
export const cores = () => whole(1, MOST_CORES_OF_A_FILE);

const update = z.strictObject(
  {
    at: time('from 0').describe(
      "When the request changes, on the run's clock: seconds, or 500ms, 10s, 2m, 1h30m",
    ),
    cores: cores().describe('The new request, in cores, from min_cores to max_cores'),
  },
  { error: 'expected a mapping {at, cores}' },
);

const mount = z.strictObject(
  {
    host: text(ONE_LINE, 'the path of a folder of this machine').describe(
      "Folder of this machine, relative to the workload's folder",
    ),
    container: text(CONTAINER_PATH, 'an absolute path below / without . and .. in it').describe(
      'Absolute path in the container',
    ),
    readonly: flag().default(true).describe('false: the program may write to the folder'),
  },
  { error: 'expected a mapping {host, container, readonly}' },
);

const words = z
  .array(word(), { error: 'expected a text or a list of texts' })
  .min(1, 'expected at least one word');
const commandText = textWithoutNul().transform((value, context) => {
  const parts = splitCommand(value);
  if (parts !== undefined && parts.length > 0) return parts;
  context.addIssue({ code: 'custom', message: 'expected at least one word, and every quote closed' });
  return z.NEVER;
});

/** Every key of a job (design 3). All are optional here, as `defaults` may give them: job-rules.ts says what must be there. */
export const jobFields = {
  id: text(
    ID_PATTERN,
    '1 to 63 letters, digits, "_", "." or "-", the first a letter or digit (a number in quotes)',
  ).describe('Name of the job, unique in the file. Default: job-1, job-2 ... by position'),
  arrival: time('from 0').describe(
    'When the job arrives, from the start of the run: seconds, or 500ms, 10s, 2m, 1h30m. Default: 0',
  ),
  duration: time('above 0').describe(
    'Time of training at the requested cores, without start-up: seconds, or 500ms, 10s, 2m, 1h30m. Or give steps',
  ),
  steps: whole(1, 1e12).describe('Exact number of training steps, instead of duration'),
  cores: cores().describe('The request: cores that the job asks for. Default: inter_op + intra_op - 1'),
  model: z
    .enum(modelNames, { error: `expected one of ${modelNames.join(', ')}` })
    .describe('A built-in model. Or give image'),
  batch: whole(1, 65_536).describe("Samples in a training step. Default: the model's"),
  seed: whole(0, 2 ** 32 - 1).describe("Seed of the data and the first weights. Default: the run's"),
  duty: z
    .number({ error: 'expected a number above 0 and at most 1' })
    .gt(0, 'expected a number above 0 and at most 1')
    .max(1, 'expected a number above 0 and at most 1')
    .describe('Share of the time that the model spin is busy. Default: 1'),
  image: text(IMAGE, 'the name of a Docker image, such as my-image:1.0').describe(
    'Docker image with a program of your own, instead of model',
  ),
  command: z
    .union([words, commandText], {
      error: 'expected a text or a list of texts, at least one word, every quote closed',
    })
    .describe(
      "What the image runs, after its entrypoint: a list of texts, or one text that is split at blanks. Default: the image's",
    ),
  progress: flag().describe(
    'true: the program of the image takes TFSCHED_STEPS and writes progress lines. Default: false',
  ),
  mounts: z
    .array(mount, { error: 'expected a list of {host, container, readonly}' })
    .describe('Folders of this machine that the program of the image sees; needs --allow mounts'),
  network: flag().describe(
    'true: the program of the image has a network; needs --allow network. Default: false',
  ),
  run_as: z
    .union(
      [
        whole(0, 999_999_999).transform(String),
        text(/^\d{1,9}(?::\d{1,9})?$/, 'uid or uid:gid, such as 1000:1000'),
      ],
      { error: 'expected uid or uid:gid, such as 1000:1000' },
    )
    .describe('User and group that the program of the image runs as, uid or uid:gid; needs --allow user'),
  writable: flag().describe(
    'true: the program of the image may write to its root file system; needs --allow writable. Default: false',
  ),
  inter_op: whole(1, MOST_THREADS).describe(
    'Inter-op threads. Default: 1; where the job may be resized, as many as the cores that it may get (lstm: 1)',
  ),
  intra_op: whole(1, MOST_THREADS).describe('Intra-op threads. Default: cores'),
  priority: whole(-MOST_PRIORITY, MOST_PRIORITY).describe('Higher goes first. Default: 0'),
  min_cores: cores().describe('The least that resizing may leave the job. Default: 1'),
  max_cores: cores().describe('The most that resizing may give the job. Default: all cores of the run'),
  memory: memory().describe("Limit: bytes, or 512m, 1g. Default: the model's"),
  retries: whole(0, 1000).describe('How often the job is queued again when it fails. Default: 0'),
  timeout: time('above 0').describe(
    'Limit on the time that one attempt runs, pauses left out. Default: none',
  ),
  env: z
    .record(text(ENV_NAME, 'a name of letters, digits and "_", the first no digit'), word(), {
      error: 'expected a mapping of names to texts',
    })
    .describe('Environment of the program. An env of a job replaces that of defaults as a whole'),
  user: oneLine('the name of a person').describe('Whose job it is, for reports and fair share'),
  estimate: time('above 0').describe(
    "The user's own guess of start-up and duration together, for backfilling. Default: the true one",
  ),
  updates: z
    .array(update, { error: 'expected a list of {at, cores}' })
    .describe('The user changes the request while the run goes on'),
};

/** One job, as written in the file. */
export const jobSchema = z.strictObject(jobFields).partial();

/** The keys that `defaults` may give: all but `id` and `arrival`. */
export const defaultsSchema = jobSchema.omit({ id: true, arrival: true });

/** A key of a job. */
export type JobKey = keyof typeof jobFields;

/** The valid values of a job by key, in seconds and bytes; a key that is absent or broken is undefined. */
export type JobValues = z.output<typeof jobSchema>;

/** The mappings in the lists of a job, by the job's key. */
export const itemSchemas: Readonly<Partial<Record<JobKey, z.ZodObject>>> = { mounts: mount, updates: update };

/** Every key of a job, in the order of the documentation. */
export const jobKeys: readonly JobKey[] = jobSchema.keyof().options;

/** Every key of `defaults`, in the order of the documentation. */
export const defaultsKeys: readonly JobKey[] = defaultsSchema.keyof().options;
