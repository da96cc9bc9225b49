import { givenOf, type Timeline, type TimelineEvent } from '../log/timeline.js';
import type { RunReport, Segment } from './report.js';

/** The timeline that the segments of a report tell: when each job ran on how many cores, was paused, and ended. */
export function timelineOfReport(report: RunReport): Timeline {
  const events = new Map<string, TimelineEvent[]>(report.jobs.map(({ id }) => [id, []]));
  for (const segment of report.segments) events.get(segment.job)?.push(eventOf(segment));
  const jobs = report.jobs.map((job, position) => {
    const own = events.get(job.id) ?? [];
    if (job.finished_at !== null) own.push({ at: job.finished_at, what: job.state, text: job.state });
    return [job.id, { position, given: givenOf(job), events: own }] as const;
  });
  return { jobs: new Map(jobs) };
}

function eventOf({ attempt, kind, start, cores }: Segment): TimelineEvent {
  const on = `runs on ${cores} ${cores === 1 ? 'core' : 'cores'}`;
  const what = kind === 'pause' ? 'paused' : `${on}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
  return { at: start, what, text: what };
}
