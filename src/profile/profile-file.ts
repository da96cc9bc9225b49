import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Cell } from './cell.js';

const VERSION = 2;

const sampleSchema = z.object({
  steps_per_second: z.number().positive(),
  startup: z.number().nonnegative(),
  warm_up: z.number().nonnegative(),
});

const settingSchema = z.object({
  model: z.string(),
  batch: z.number().optional(),
  duty: z.number().optional(),
  cores: z.number().positive(),
  inter: z.number().positive(),
  intra: z.number().positive(),
  elastic: z.boolean(),
});

/** Actions whose time is measured. */
export const MEASURED_ACTIONS = ['start', 'pause', 'resume', 'resize'] as const;
export type MeasuredAction = (typeof MEASURED_ACTIONS)[number];

/** Seconds from order to confirmation, in the order in which they were measured. */
export type ActionTimes = Readonly<Record<MeasuredAction, readonly number[]>>;

const times = z.array(z.number().nonnegative());

const fileSchema = z.object({
  version: z.literal(VERSION),
  host: z.string(),
  image: z.string(),
  cells: z.array(z.object({ setting: settingSchema, samples: z.array(sampleSchema) })),
  actions: z.object({ start: times, pause: times, resume: times, resize: times }),
});

/** What was measured on one host with one image. */
export interface Profile {
  /** Tells hosts apart: daemon, cores, kernel. */
  readonly host: string;
  /** The image's id. */
  readonly image: string;
  readonly cells: readonly Cell[];
  readonly actions: ActionTimes;
}

export const NO_TIMES: ActionTimes = { start: [], pause: [], resume: [], resize: [] };

/** undefined for a file that is not there or cannot be read: it is measured anew. */
export function readProfile(file: string): Profile | undefined {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) return undefined;
    const { host, image, cells, actions } = parsed.data;
    return {
      host,
      image,
      actions,
      cells: cells.map(({ setting: { batch, duty, ...others }, samples }) => ({
        setting: { batch, duty, ...others },
        samples,
      })),
    };
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another process may read it meanwhile. */
export function writeProfile(file: string, profile: Profile): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ version: VERSION, ...profile }, undefined, 2)}\n`);
  renameSync(draft, file);
}
