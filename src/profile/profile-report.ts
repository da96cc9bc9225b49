import { z } from 'zod';
import type { Cell } from './cell.js';
import { CLOSE, type Findings, findingsOf, WORTHWHILE } from './findings.js';
import { POOLS } from './grid.js';
import { medianOf } from './median.js';
import { type ActionTimes, MEASURED_ACTIONS, type MeasuredAction } from './profile-file.js';
import { coresText } from './setting.js';

/** Raise it when a figure changes its meaning. */
export const PROFILE_REPORT_VERSION = 1;

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

const cellReport = z.object({
  cores: count,
  intra: count.describe('Threads of the intra-op pool'),
  inter: count.describe('Threads of the inter-op pool'),
  pool: z.enum(POOLS).describe('How intra-op threads wait'),
  speed: z.number().positive().describe('Median, in the unit of the program'),
  lower_quartile: z.number(),
  upper_quartile: z.number(),
  uncertainty: z
    .number()
    .nullable()
    .describe('Half the width of the 95 % interval of the mean, relative to it; null below two samples'),
  of_best: share.describe('Speed in that of the best cell'),
  startup: z.number().describe('Seconds from the start to ready, median'),
  samples: count,
});

const programReport = z.object({
  program: z.string(),
  unit: z
    .enum(['steps/s', 'runs/s'])
    .describe('Of speeds: in runs of the whole program where it tells no progress'),
  cells: z.array(cellReport).describe('Those with a sample'),
  sentence: z.string().nullable().describe('What to ask for; null without a sample'),
  speedups: z
    .array(z.object({ cores: count, speedup: z.number() }))
    .describe('The fastest cell on each number of cores, in speeds of the fewest'),
  amdahl: z
    .object({ fraction: share, low: share, high: share })
    .nullable()
    .describe(
      "The parallel fraction of Amdahl's law with its 95 % interval; null below three counts of cores",
    ),
});

const action = z.number().nullable();

const profileReportSchema = z.object({
  version: z.literal(PROFILE_REPORT_VERSION),
  host: z.string(),
  interrupted: z.boolean().describe('It ended before all samples were taken'),
  overheads: z
    .object({ start: action, pause: action, resume: action, resize: action })
    .describe(
      'Seconds from the order of an action to its confirmation, medians; null for what was never measured',
    ),
  programs: z.array(programReport),
});

/** What `tfsched profile` tells, and all that its formats print. */
export type ProfileReport = z.infer<typeof profileReportSchema>;
export type ProgramReport = z.infer<typeof programReport>;
export type CellReport = z.infer<typeof cellReport>;

/** The JSON Schema of `tfsched profile --json`. */
export function profileJsonSchema(): object {
  return z.toJSONSchema(profileReportSchema, { io: 'input' });
}

/** Medians of what was measured. */
export function reportOverheads(times: ActionTimes): ProfileReport['overheads'] {
  const median = (action: MeasuredAction): number | null =>
    times[action].length === 0 ? null : medianOf(times[action]);
  return Object.fromEntries(
    MEASURED_ACTIONS.map((action) => [action, median(action)]),
  ) as ProfileReport['overheads'];
}

/** One program in figures. */
export function reportProgram(
  program: string,
  unit: ProgramReport['unit'],
  measured: readonly Cell[],
): ProgramReport {
  const findings = findingsOf(measured);
  if (findings === undefined) return { program, unit, cells: [], sentence: null, speedups: [], amdahl: null };
  const best = findings.best.figures.stepsPerSecond;
  return {
    program,
    unit,
    cells: findings.cells.map(({ setting, figures }) => ({
      cores: setting.cores,
      intra: setting.intra,
      inter: setting.inter,
      pool: setting.elastic ? 'elastic' : 'exact',
      speed: figures.stepsPerSecond,
      lower_quartile: figures.quartiles[0],
      upper_quartile: figures.quartiles[1],
      uncertainty: figures.uncertainty ?? null,
      of_best: figures.stepsPerSecond / best,
      startup: figures.startup,
      samples: figures.samples,
    })),
    sentence: sentenceOf(program, findings),
    speedups: findings.rungs.map(({ setting, speedup }) => ({ cores: setting.cores, speedup })),
    amdahl: findings.amdahl === undefined ? null : interval(findings.amdahl),
  };
}

function interval({ fraction, low, high }: NonNullable<Findings['amdahl']>): ProgramReport['amdahl'] {
  return { fraction, low, high };
}

/** What to do with it, in plain words. */
function sentenceOf(program: string, { best, cheapest, rungs, enoughCores }: Findings): string {
  const { cores, intra, inter, elastic } = cheapest.setting;
  const loss = 1 - cheapest.figures.stepsPerSecond / best.figures.stepsPerSecond;
  const threads = `${intra} intra-op and ${inter} inter-op ${elastic ? 'elastic ' : ''}${intra + inter === 2 ? 'thread' : 'threads'}`;
  const near =
    loss === 0 ? 'the best measured' : `${percent(loss)} below the best measured (within ${percent(CLOSE)})`;
  const first = rungs[0]!.setting.cores;
  const speedups = rungs
    .slice(1)
    .map(
      (rung) =>
        `${coresText(rung.setting.cores)} ${rung.setting.cores === 1 ? 'gives' : 'give'} ${rung.speedup.toFixed(2)} times the speed of ${first}`,
    );
  const pays =
    enoughCores === undefined
      ? ''
      : `; beyond ${coresText(enoughCores)} they bring less than ${percent(WORTHWHILE)} of their share`;
  return `${program}: ask for ${coresText(cores)} with ${threads}, ${near}${speedups.length === 0 ? '' : `; ${speedups.join(', ')}`}${pays}.`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
