/** Schedules that others have published for EASY and conservative backfilling; README.md says where. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { RefConfig, RefJob } from '../reference/reference-scheduler.js';
import { referenceSchedule } from '../reference/reference-scheduler.js';
import { job, withDefaults } from '../reference/scenario.js';
import { engineRun } from '../support/engine-run.js';

type PolicyName = RefConfig['policy'];

interface Published {
  readonly what: string;
  readonly source: string;
  /** Those that give this schedule ... */
  readonly policies: readonly PolicyName[];
  /** ... and some that do not. */
  readonly unlike: readonly PolicyName[];
  readonly processors: number;
  /** In order of arrival; seconds. */
  readonly jobs: readonly {
    readonly arrival: number;
    readonly estimate: number;
    readonly cores: number;
    readonly duration: number;
    readonly end: number;
  }[];
}

const published = JSON.parse(
  readFileSync(new URL('published.json', import.meta.url), 'utf8'),
) as readonly Published[];

function jobsOf({ jobs, processors }: Published): RefJob[] {
  return jobs.map(({ arrival, duration, cores, estimate }, place) =>
    job(`${place + 1}`, arrival, duration, cores, { estimate, minCores: cores, maxCores: processors }),
  );
}

async function endsUnder(policy: PolicyName, one: Published): Promise<number[]> {
  const { report } = await engineRun(jobsOf(one), withDefaults(one.processors, { policy }));
  return report.jobs.map(({ arrival, turnaround }) => arrival + turnaround!);
}

describe('a published schedule', () => {
  it.each(published.map((one) => [`${one.what} (${one.source})`, one] as const))('%s', async (_, one) => {
    const ends = one.jobs.map(({ end }) => end);
    for (const policy of one.policies) {
      expect(await endsUnder(policy, one)).toEqual(ends);
      const { jobs } = referenceSchedule(jobsOf(one), withDefaults(one.processors, { policy }));
      expect(jobs.map(({ turnaround }, place) => one.jobs[place]!.arrival + turnaround)).toEqual(ends);
    }
    for (const policy of one.unlike) expect(await endsUnder(policy, one)).not.toEqual(ends);
  });
});
