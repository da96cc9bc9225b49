import type { LogRecord } from '../log/records.js';
import type { JobExplanation, RulesInForce } from './explanation.js';
import { explainJob } from './explain-job.js';
import { type History, historyOf } from './history.js';
import { type Instant, instantOf, OrderAt } from './instant.js';
import { rebuild } from '../rebuild/rebuild.js';
import { Watch } from './watch.js';

/** What a run's log alone says of why its jobs waited. */
export class Explainer {
  readonly history: History;

  /** @throws LogReadError when the log contradicts itself */
  constructor(private readonly records: readonly LogRecord[]) {
    this.history = historyOf(records);
  }

  /** The jobs that waited longest, longest first; ties in file order. */
  longestWaiting(count: number): string[] {
    const waits = [...this.history.lives].map(([job, life]) => ({
      job,
      seconds: life.waits.reduce((sum, { seconds }) => sum + seconds, 0),
    }));
    return waits
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, count)
      .map(({ job }) => job);
  }

  /** @param jobs of the run */
  explain(jobs: readonly string[]): {
    readonly rules: RulesInForce;
    readonly jobs: readonly JobExplanation[];
  } {
    const watch = new Watch(jobs);
    const known = rebuild(this.records, watch);
    return { rules: this.rules(known), jobs: jobs.map((job) => this.explanationOf(job, watch, known)) };
  }

  /** @param at seconds, from 0 to the end of the log */
  explainAt(job: string, at: number): { readonly rules: RulesInForce; readonly instant: Instant } {
    const watch = new Watch([job]);
    const order = new OrderAt(at);
    const known = rebuild(this.records, {
      begin: (all) => watch.begin(all),
      upcoming: (schedule, now) => order.upcoming(schedule, now),
      before: (schedule) => watch.before(schedule),
      after: (schedule) => watch.after(schedule),
    });
    const explanation = this.explanationOf(job, watch, known);
    const instant = instantOf(at, explanation, this.history, order.waiting);
    return { rules: this.rules(known), instant };
  }

  private explanationOf(job: string, watch: Watch, known: number): JobExplanation {
    return explainJob(this.history.lives.get(job)!, watch.sightOf(job), known, this.history);
  }

  private rules(known: number): RulesInForce {
    const { policy, realloc, cores, options } = this.history.header.config;
    return { policy, realloc, cores, options, order_known_until: known === Infinity ? null : known };
  }
}
