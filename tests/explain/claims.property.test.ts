import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JobView } from '../../src/core/job.js';
import { EPSILON } from '../../src/core/time.js';
import { Explainer } from '../../src/explain/explain.js';
import type { Claim, JobExplanation } from '../../src/explain/explanation.js';
import type { PolicyModule } from '../../src/policies/policy-module.js';
import type { JobSpec } from '../../src/workload/workload.js';
import { asText, logOf, type Run, runs } from './runs.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 300);

/** Seconds at which a job first starts in a run. */
async function startOf(job: string, run: Run): Promise<number> {
  const { history } = new Explainer(await logOf(run));
  return history.lives.get(job)!.startedAt;
}

/** The run, with what a conclusion says of a job done. */
function done(claim: Claim, job: string, run: Run): Run {
  switch (claim.kind) {
    case 'request': {
      const { cores } = claim;
      return changed(run, job, ({ minCores, updates, ...spec }) => ({
        ...spec,
        // Those up to then, if any, have asked for what it asked for at first; a decision is made at each.
        updates: claim.what === 'cores' ? updates.map(({ at }) => ({ at, cores })) : updates,
        ...(claim.what === 'cores' && { cores }),
        minCores: Math.min(minCores, cores),
      }));
    }
    case 'estimate':
      return changed(run, job, (spec) => ({ ...spec, estimate: claim.seconds }));
    case 'order':
      // A user of PRIO raises the priority; elsewhere the order itself is changed.
      if (run.rules.policy.name === 'prio') return changed(run, job, (spec) => ({ ...spec, priority: 1000 }));
      return { ...run, rules: { ...run.rules, policy: withBefore(job, claim.before, run.rules.policy) } };
  }
}

function changed(run: Run, job: string, change: (spec: JobSpec) => JobSpec): Run {
  return { ...run, jobs: run.jobs.map((spec) => (spec.id === job ? change(spec) : spec)) };
}

/** The policy, but that one job is before some others. */
function withBefore(first: string, others: readonly string[], module: PolicyModule): PolicyModule {
  return {
    ...module,
    create(options) {
      const policy = module.create(options);
      const { preemption } = policy;
      return {
        ...policy,
        compare(a, b, now) {
          if (a.id === first && others.includes(b.id)) return -1;
          if (b.id === first && others.includes(a.id)) return 1;
          return policy.compare(a, b, now);
        },
        ...(preemption && {
          preemption: {
            ...preemption,
            // Who is before others is not pushed out by them, nor by those behind them.
            yields: (running: JobView, waiting: JobView, now: number) =>
              running.id !== first && preemption.yields(running, waiting, now),
          },
        }),
      };
    },
  };
}

/** Each claim about each job of a run, held against a run in which it is done; how many there were by kind. */
async function check(run: Run): Promise<Record<Claim['kind'], number>> {
  const explainer = new Explainer(await logOf(run));
  const counts = { order: 0, request: 0, estimate: 0 };
  const { jobs } = explainer.explain([...explainer.history.lives.keys()]);
  for (const explanation of jobs) {
    for (const claim of explanation.claims) {
      counts[claim.kind] += 1;
      const start = await startOf(explanation.job, done(claim, explanation.job, run));
      const text = `${JSON.stringify(claim)} of ${explanation.job}, which then starts at ${start}\n${asText(run)}`;
      if (!isTrue(claim, start, explanation)) throw new Error(text);
    }
  }
  return counts;
}

function isTrue({ kind, at }: Claim, start: number, { started_at }: JobExplanation): boolean {
  if (started_at !== null && start > started_at - EPSILON) return false;
  return kind === 'order' ? Math.abs(start - at) < 1e-6 : start < at + 1e-6;
}

describe('a conclusion', () => {
  const policies = ['fcfs', 'prio', 'rr', 'sjf', 'srpt', 'mlfq', 'fair_share', 'easy', 'conservative'];

  it.each(policies)(
    'of %s is true: with it done, the job starts earlier',
    async (policy) => {
      const counts = { order: 0, request: 0, estimate: 0 };
      await fc.assert(
        fc.asyncProperty(runs({ policies: [policy], overheads: false }), async (run) => {
          for (const [kind, count] of Object.entries(await check(run)))
            counts[kind as Claim['kind']] += count;
        }),
        { numRuns, endOnFailure: true },
      );
      process.stderr.write(`${policy}: ${JSON.stringify(counts)}\n`);
      if (policy !== 'conservative') expect(counts.order + counts.request).toBeGreaterThan(numRuns / 10);
    },
    3_600_000,
  );
});
