import { causeText } from './cause-text.js';
import { coreList } from './core-list.js';
import type { LogRecord, Recorder } from './records.js';

/** Something that was decided about a job, or happened to it. */
export interface TimelineEvent {
  /** Seconds on the run's clock. */
  readonly at: number;
  /** Equal for events that are the same but for their time. */
  readonly what: string;
  /** Which cores, where that is known. */
  readonly where?: string;
  /** All of it for people; may say more, such as why. */
  readonly text: string;
}

export interface JobTimeline {
  readonly position: number;
  /** What the workload says of it, as far as it bears on scheduling. */
  readonly given: string;
  /** By time. */
  readonly events: readonly TimelineEvent[];
}

/** What two runs are compared by. */
export interface Timeline {
  readonly jobs: ReadonlyMap<string, JobTimeline>;
}

/** Collects the timeline of a log: what was ordered of each job, when its attempts exited and how it ended. */
export function createTimeline(): Recorder & { timeline(): Timeline } {
  const jobs = new Map<string, JobTimeline & { readonly events: TimelineEvent[] }>();
  return {
    append(record) {
      if (record.kind === 'job') {
        jobs.set(record.job, { position: record.position, given: givenOf(record), events: [] });
        return;
      }
      const event = eventOf(record);
      if (event !== undefined) jobs.get(event.job)?.events.push(event);
    },
    timeline: () => ({ jobs }),
  };
}

/** What a workload says of a job, as far as it bears on scheduling, to be compared and to be read. */
export function givenOf(
  job: Pick<
    LogRecord & { readonly kind: 'job' },
    'arrival' | 'cores' | 'min_cores' | 'max_cores' | 'priority'
  >,
): string {
  const { arrival, cores, min_cores, max_cores, priority } = job;
  return `arrival ${Number(arrival.toFixed(9))}, ${cores} cores, ${min_cores} to ${max_cores}, priority ${priority}`;
}

function eventOf(record: LogRecord): (TimelineEvent & { readonly job: string }) | undefined {
  switch (record.kind) {
    case 'intent': {
      const { at, action, job, attempt, cores, ids, cause } = record;
      const much = action === 'pause' || action === 'kill' ? '' : ` with ${shortest(cores)}`;
      const what = `${action}${attempt > 1 ? ` attempt ${attempt}` : ''}${much}`;
      const where = ids === undefined ? '' : coreList(ids);
      const text = `${what}${where === '' ? '' : ` on cores ${where}`}`;
      return { job, at, what, where, text: cause === undefined ? text : `${text} (${causeText(cause)})` };
    }
    case 'exited': {
      const { job, at, code, reason } = record;
      const what = `exit with code ${code}`;
      return { job, at, what, text: reason === undefined ? what : `${what} (${reason})` };
    }
    case 'ended': {
      const { job, at, state } = record;
      return { job, at, what: state, text: state };
    }
    default:
      return undefined;
  }
}

/** Shares of the policy none are fractions whose last digits say nothing. */
function shortest(cores: number): string {
  return String(Number(cores.toFixed(9)));
}
