import { z } from 'zod';

const seconds = z.number();
const secondsOrNull = seconds.nullable();
const count = z.int().nonnegative();

const STATES = ['done', 'failed', 'cancelled'] as const;

const jobReport = z.object({
  id: z.string(),
  model: z.string().describe("The built-in model, or the image of the user's own program"),
  user: z.string().nullable(),
  arrival: seconds.describe("Seconds on the run's clock"),
  cores: count.describe('Cores asked for at submission'),
  min_cores: count,
  max_cores: count,
  priority: z.int(),
  dedicated: secondsOrNull.describe(
    'Start-up and duration alone on the requested cores; null when not known',
  ),
  state: z.enum(STATES),
  exit_code: z.int().nullable().describe('null for a job that never ran'),
  reason: z
    .string()
    .nullable()
    .describe('Why it failed or was cancelled, where the exit code does not say it'),
  started_at: secondsOrNull.describe('First start confirmed; null for a job that never ran'),
  finished_at: secondsOrNull.describe('null when the log ends before the job does'),
  first_run: secondsOrNull.describe('First start confirmed - arrival'),
  waiting: seconds.describe('Time queued plus time paused'),
  service: seconds.describe('Time its containers ran, pauses left out'),
  turnaround: secondsOrNull.describe('End - arrival; null for a job that had not arrived'),
  slowdown: z.number().nullable().describe('turnaround / dedicated'),
  bounded_slowdown: z
    .number()
    .nullable()
    .describe('The same with a dedicated time of 10 s at least; never below 1'),
  core_seconds: z.number().describe('Integral of the cores held while running'),
  cpu_seconds: z.number().nullable().describe("By the kernel's accounting; null where it could not be read"),
  preemptions: count,
  resizes: count,
  attempts: count.describe('Attempts whose start was confirmed'),
  steps: count.nullable().describe('Training steps done by the last attempt; null when it told none'),
  startup: secondsOrNull.describe('Service time of the last attempt until it said that it was ready'),
});

const statistic = z.object({
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p95: z.number().nullable().describe('Linear interpolation between closest ranks'),
  max: z.number().nullable(),
});

const actionSummary = z.object({
  confirmed: count,
  refused: count,
  mean: secondsOrNull.describe('Intent to confirmation; of a start or resume, decision to confirmation'),
  max: secondsOrNull,
});

const summary = z.object({
  jobs: count,
  finished: count,
  failed: count,
  cancelled: count,
  makespan: seconds.describe('Last end - first arrival'),
  throughput: z.number().nullable().describe('Finished jobs per second of the makespan'),
  throughput_per_hour: z.number().nullable(),
  utilization: z.number().nullable().describe('core_seconds / (cores x makespan)'),
  cpu_used: z.number().nullable().describe('cpu_seconds / (cores x makespan)'),
  core_seconds: z.number(),
  cpu_seconds: z.number().nullable(),
  idle_while_queued: z.number().describe("Core-seconds free while some waiting job's claim fitted into them"),
  preemptions: count,
  resizes: count,
  jain: z.number().nullable().describe('Jain fairness of 1 / slowdown over finished jobs'),
  waiting: statistic,
  service: statistic,
  turnaround: statistic,
  first_run: statistic,
  slowdown: statistic,
  bounded_slowdown: statistic,
  dispatch_latency: statistic.describe('Decision to confirmed start, over all starts'),
  actions: z.object({
    start: actionSummary,
    resume: actionSummary,
    resize: actionSummary,
    share: actionSummary,
    pause: actionSummary,
    kill: actionSummary,
  }),
});

const segment = z.object({
  job: z.string(),
  attempt: count,
  kind: z.enum(['run', 'pause']),
  start: seconds,
  end: seconds,
  cores: z.number().describe('0 in a pause; fractions only under the policy none'),
});

const note = z.object({
  at: seconds,
  level: z.enum(['warning', 'error']),
  job: z.string().nullable(),
  text: z.string(),
});

const scalars = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const config = z.object({
  policy: z.string(),
  realloc: z.string().nullable().describe('null under the policy none'),
  cores: count.describe('Capacity'),
  executor: z.enum(['sim', 'docker']),
  options: scalars.describe('Options of the policy in force'),
  speedup: z.string().optional(),
  overheads: z.record(z.string(), z.number()).optional(),
  emulate: z.boolean().optional(),
  seed: z.number().optional(),
});

const run = z.object({
  id: z.string(),
  created: z.string().nullable().describe('ISO 8601; null in virtual time'),
  workload: z.object({ file: z.string(), name: z.string().nullable() }),
  core_ids: z.array(z.int()),
  host: z.record(z.string(), z.union([z.string(), z.number()])),
  arming: secondsOrNull.describe("Arming the first containers, before the run's clock began"),
  clock: seconds.describe('Time of the last record'),
  interrupted: z.string().nullable().describe('null for a run that came to its end'),
  gaps: z
    .array(
      z.object({
        at: seconds,
        seconds: seconds.describe('From the last record to the resume, by the wall clock'),
        ran: count.describe('Containers that ran on in it'),
        ended: count.describe('How many of them ended in it'),
        core_seconds: z.number().describe('Cores that they held in it; counted nowhere else'),
      }),
    )
    .default([])
    .describe("No tfsched was there: all of the run's clocks stood still"),
});

const reportSchema = z
  .object({
    tfsched: z.object({ version: z.string(), command: z.string() }),
    run,
    config,
    jobs: z.array(jobReport).describe('In file order'),
    summary,
    segments: z
      .array(segment)
      .describe('By start, then file position; one as long as nothing changes, none of zero length'),
    notes: z.array(note),
  })
  .meta({
    title: 'Report of a tfsched run',
    description: 'Times are seconds. Fields may be added, never renamed.',
  });

/** What `--json` prints of a run: the names and definitions are those of design 8 and 9. */
export type RunReport = z.infer<typeof reportSchema>;
export type JobReport = z.infer<typeof jobReport>;
export type Summary = z.infer<typeof summary>;
export type Statistic = z.infer<typeof statistic>;
export type ActionSummary = z.infer<typeof actionSummary>;
export type Segment = z.infer<typeof segment>;

/** The JSON Schema of a report, as published. Unknown fields are allowed by it: later versions may add some. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema, { io: 'input' });
}

/**
 * A report that was read from a file.
 * @returns the report, or what is wrong with it in one line
 */
export function parseReport(
  value: unknown,
): { readonly ok: true; readonly report: RunReport } | { readonly ok: false; readonly problem: string } {
  const result = reportSchema.safeParse(value);
  if (result.success) return { ok: true, report: result.data };
  const [issue] = result.error.issues;
  return { ok: false, problem: issue ? `${issue.path.join('.')}: ${issue.message}` : 'not a report' };
}
