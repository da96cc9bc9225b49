import type { ActionKind } from '../core/actions.js';
import type { ActionSummary, Statistic, Summary } from './report.js';
import { round9 } from './rounding.js';
import { statisticOf } from './statistics.js';

/** How long actions of each kind took from intent to confirmation, in seconds, and how many were refused; a start or resume counts from its decision. */
export interface ActionLatencies {
  confirmed(kind: ActionKind, latency: number): void;
  refused(kind: ActionKind): void;
  summary(): Summary['actions'];
  /** Over all confirmed starts (design 8). */
  dispatch(): Statistic;
}

interface Count {
  confirmed: number;
  refused: number;
  total: number;
  max: number;
}

/** Keeps one number per start; the other kinds are only counted, since there is no bound on how many a job takes. */
export function createActionLatencies(): ActionLatencies {
  const counts = {
    start: emptyCount(),
    resume: emptyCount(),
    resize: emptyCount(),
    share: emptyCount(),
    pause: emptyCount(),
    kill: emptyCount(),
  } satisfies Record<ActionKind, Count>;
  const starts: number[] = [];
  return {
    confirmed(kind, latency) {
      const count = counts[kind];
      count.confirmed += 1;
      count.total += latency;
      if (latency > count.max) count.max = latency;
      if (kind === 'start') starts.push(latency);
    },
    refused(kind) {
      counts[kind].refused += 1;
    },
    summary: () => ({
      start: summarize(counts.start),
      resume: summarize(counts.resume),
      resize: summarize(counts.resize),
      share: summarize(counts.share),
      pause: summarize(counts.pause),
      kill: summarize(counts.kill),
    }),
    dispatch: () => statisticOf(starts),
  };
}

function emptyCount(): Count {
  return { confirmed: 0, refused: 0, total: 0, max: 0 };
}

function summarize({ confirmed, refused, total, max }: Count): ActionSummary {
  if (confirmed === 0) return { confirmed, refused, mean: null, max: null };
  return { confirmed, refused, mean: round9(total / confirmed), max: round9(max) };
}
