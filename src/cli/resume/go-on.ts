import type { Recovered } from '../../driver/recover.js';
import { resumeOnDocker } from '../../driver/resume-on-docker.js';
import type { Rules } from '../../driver/rules.js';
import type { RanOn } from '../../executors/docker/adopt.js';
import type { Told } from '../../executors/docker/containers/create-container.js';
import type { Gap, LogRecord } from '../../log/records.js';
import type { Beginning } from '../run/execute.js';
import type { RunFlags } from '../run/flags.js';
import { version } from '../version.js';

export interface GoingOn {
  /** All of the log. */
  readonly records: readonly LogRecord[];
  readonly recovered: Recovered;
  readonly rules: Rules;
  readonly flags: Pick<RunFlags, 'arm' | 'failFast'>;
}

/** A run that goes on where its log ends. */
export function goOn({ records, recovered, rules, flags }: GoingOn): Beginning {
  const { jobs, at, kept } = recovered;
  const past = records.slice(0, kept);
  let ranOn: readonly RanOn[] = [];
  return {
    past,
    at,
    async ready(executor, armed) {
      ranOn = await executor.adopt(jobs, { at, toldOf: toldIn(past) });
      const toCome = jobs.filter(
        ({ phase, attempt, container }) =>
          (phase === 'expected' || phase === 'waiting') && attempt === 1 && container === 'none',
      );
      const wanted = toCome.sort((a, b) => a.arrivalRank - b.arrivalRank).map(({ id }) => id);
      await executor.arm(wanted, flags.arm, armed);
      await executor.wake();
    },
    go(executor, recorder) {
      const now = new Date();
      return resumeOnDocker({
        recovered,
        rules,
        executor,
        startClock: () => executor.startClock(),
        recorder,
        header: {
          tfsched: version(),
          created: now.toISOString(),
          ...gapOf(ranOn, wallTimeOf(past, at), now.getTime()),
        },
        failFast: flags.failFast === true,
      });
    },
  };
}

/** When the last record was written, by the wall clock in milliseconds since 1970. */
function wallTimeOf(past: readonly LogRecord[], at: number): number {
  const base = past.findLast((record) => record.kind === 'resumed') ?? past[0];
  if (base?.kind === 'resumed') return Date.parse(base.created) + (at - base.at) * 1000;
  return base?.kind === 'run' && base.created !== undefined
    ? Date.parse(base.created) + at * 1000
    : Date.now();
}

/** A clock that was set back gives no gap. */
function gapOf(ranOn: readonly RanOn[], began: number, now: number): Gap {
  const coreSeconds = ranOn.reduce(
    (sum, { cores, endedAt = now }) => sum + (cores * Math.max(0, Math.min(endedAt, now) - began)) / 1000,
    0,
  );
  return {
    gap: Math.max(0, now - began) / 1000,
    ran: ranOn.length,
    ended: ranOn.filter(({ endedAt }) => endedAt !== undefined).length,
    core_seconds: coreSeconds,
  };
}

/** What a log has of the last attempts' programs. */
function toldIn(past: readonly LogRecord[]): (job: string, attempt: number) => Told | undefined {
  const told = new Map<string, Told>();
  for (const record of past) {
    if (record.kind !== 'program') continue;
    const key = `${record.job}\n${record.attempt}`;
    const { ready = false, step = 0, done = false } = told.get(key) ?? {};
    told.set(key, {
      ready: ready || record.event === 'ready',
      step: Math.max(step, record.step),
      done: done || record.event === 'done',
    });
  }
  return (job, attempt) => told.get(`${job}\n${attempt}`);
}
