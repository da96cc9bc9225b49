import { z } from 'zod';
import type { LogRecord } from './records.js';

const at = z.number();
const job = z.string();
const count = z.int().nonnegative();
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const ids = z.array(z.int());

const cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('turn_ended') }),
  z.object({ kind: z.literal('gave_way'), job }),
  z.object({ kind: z.literal('timeout') }),
  z.object({ kind: z.literal('cancelled'), reason: z.string() }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);

const config = z.object({
  policy: z.string(),
  realloc: z.string().nullable(),
  cores: z.int().positive(),
  options: z.record(z.string(), scalar),
  own_rules: z.literal(true).exactOptional(),
  estimates: z.literal(true).exactOptional(),
  executor: z.enum(['sim', 'docker']),
  speedup: z.string().exactOptional(),
  overheads: z.record(z.string(), z.number()).exactOptional(),
  emulate: z.boolean().exactOptional(),
  seed: z.number().exactOptional(),
  memory: z.number().exactOptional(),
});

const run = z.object({
  kind: z.literal('run'),
  version: z.literal(1),
  tfsched: z.string(),
  run: z.string(),
  created: z.string().exactOptional(),
  command: z.string(),
  workload: z.object({ file: z.string(), name: z.string().exactOptional() }),
  config,
  ids,
  host: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  arming: z.number().exactOptional(),
});

const announced = z.object({
  kind: z.literal('job'),
  job,
  position: count,
  model: z.string(),
  arrival: at,
  cores: z.number(),
  min_cores: z.number(),
  max_cores: z.number(),
  priority: z.number(),
  user: z.string().exactOptional(),
  steps: z.number().exactOptional(),
  dedicated: z.number().exactOptional(),
  estimate: z.number().exactOptional(),
  memory: z.number().exactOptional(),
  timeout: z.number().exactOptional(),
  retries: z.number().exactOptional(),
});

const outcome = z.discriminatedUnion('ok', [
  z.object({ kind: z.literal('outcome'), at, id: count, ok: z.literal(true) }),
  z.object({ kind: z.literal('outcome'), at, id: count, ok: z.literal(false), reason: z.string() }),
]);

/** The form of every record, by its kind; fields that it does not name are let through. */
const SCHEMAS = {
  run,
  job: announced,
  arrived: z.object({ kind: z.literal('arrived'), at, job }),
  updated: z.object({ kind: z.literal('updated'), at, job, cores: z.number(), effect: z.boolean() }),
  turn_ended: z.object({ kind: z.literal('turn_ended'), at, job }),
  exemption_ended: z.object({ kind: z.literal('exemption_ended'), at, job }),
  timed_out: z.object({ kind: z.literal('timed_out'), at, job }),
  aging_tick: z.object({ kind: z.literal('aging_tick'), at }),
  cancelled: z.object({ kind: z.literal('cancelled'), at, reason: z.string() }),
  exited: z.object({
    kind: z.literal('exited'),
    at,
    job,
    attempt: count,
    code: z.int(),
    reason: z.string().exactOptional(),
    lost: z.literal(true).exactOptional(),
  }),
  ended: z.object({
    kind: z.literal('ended'),
    at,
    job,
    state: z.enum(['done', 'failed', 'cancelled']),
    code: z.int().nullable(),
    reason: z.string().exactOptional(),
  }),
  decision: z.object({
    kind: z.literal('decision'),
    at,
    running: count,
    waiting: count,
    held: z.number(),
    idle: z.number(),
  }),
  intent: z.object({
    kind: z.literal('intent'),
    at,
    id: count,
    action: z.enum(['start', 'resume', 'resize', 'share', 'pause', 'kill']),
    job,
    attempt: count,
    cores: z.number(),
    ids: ids.exactOptional(),
    cause: cause.exactOptional(),
    decided: at.exactOptional(),
  }),
  outcome,
  program: z.object({
    kind: z.literal('program'),
    at,
    job,
    attempt: count,
    event: z.enum(['ready', 'progress', 'done']),
    step: count,
    loss: z.number().nullish(),
  }),
  cpu: z.object({ kind: z.literal('cpu'), at, job, attempt: count, seconds: z.number() }),
  note: z.object({
    kind: z.literal('note'),
    at,
    level: z.enum(['info', 'warning', 'error']),
    text: z.string(),
    job: z.string().exactOptional(),
  }),
  beat: z.object({ kind: z.literal('beat'), at }),
  left: z.object({ kind: z.literal('left'), at, how: z.enum(['keep', 'pause']), reason: z.string() }),
  resumed: z.object({
    kind: z.literal('resumed'),
    at,
    tfsched: z.string(),
    created: z.string(),
    gap: z.number(),
    ran: count,
    ended: count,
    core_seconds: z.number(),
  }),
  end: z.object({ kind: z.literal('end'), at, interrupted: z.string().exactOptional() }),
} satisfies Record<LogRecord['kind'], z.ZodType>;

/**
 * A parsed line of a log as a record.
 * @returns the record, or what is wrong with it, for a message
 */
export function asRecord(value: unknown): LogRecord | string {
  const kind = kindOf(value);
  if (kind === undefined) return 'it is no record: it has no kind';
  if (!Object.hasOwn(SCHEMAS, kind))
    return `a record of kind ${JSON.stringify(kind)} is not known to this version`;
  const result = SCHEMAS[kind as LogRecord['kind']].safeParse(value);
  // What JSON leaves out is undefined where the type says so: a value that passed has the type.
  if (result.success) return value as LogRecord;
  const [issue] = result.error.issues;
  return `its ${kind} record is broken: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

function kindOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  return typeof value.kind === 'string' ? value.kind : undefined;
}
