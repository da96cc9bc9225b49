import { rememberPlaces } from '../workload/capacity.js';
import { buildJob } from '../workload/document/build-job.js';
import { createIdIndex } from '../workload/document/id-index.js';
import { ruleFaults } from '../workload/document/job-rules.js';
import type { LoadResult } from '../workload/load-result.js';
import { quoted } from '../workload/printable.js';
import type { Problem } from '../workload/problem.js';
import { jobFields, type JobKey, type JobValues } from '../workload/schema/job-schema.js';
import type { JobSpec, Workload } from '../workload/workload.js';
import type { Imported, ImportOptions } from './import-format.js';

/** So that a file of a million wrong lines cannot fill the memory. */
const MOST_PROBLEMS = 10_000;

/** Machines of logs are larger than those that a workload file is for. */
export const MOST_CORES_OF_A_LOG = 1_000_000;

/** What the cores are is not known yet, nor what the workload is for. */
const CONTEXT = { capacity: undefined, forSimulation: undefined };

/** Puts the jobs of a file of another tool together, by the rules that a workload file has to keep. */
export class JobCollector {
  private readonly jobs: JobSpec[] = [];
  private readonly lines: number[] = [];
  private readonly ids = createIdIndex();
  private readonly problems: Problem[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly file: string,
    private readonly options: Pick<ImportOptions, 'timeScale' | 'first'>,
  ) {}

  /** As many jobs as are wanted are there. */
  get isFull(): boolean {
    return this.jobs.length >= this.options.first;
  }

  /**
   * @param values times in seconds of the file
   * @param wrong keys that are given and were found wrong
   */
  add(line: number, values: JobValues, wrong: ReadonlySet<JobKey> = new Set()): void {
    const scaled = this.scaled(values);
    const broken = new Set(wrong);
    for (const key of CHECKED) {
      const hint = wrongWith(key, scaled[key]);
      if (hint === undefined) continue;
      broken.add(key);
      this.fault(line, `${key} is ${quoted(scaled[key])}`, hint);
    }
    for (const { message, hint } of ruleFaults(scaled, CONTEXT, broken)) {
      this.fault(line, message, hint);
    }
    const job = buildJob(scaled, this.jobs.length);
    const taken = this.ids.claim(job.id, line);
    if (taken !== undefined) {
      this.fault(
        line,
        `the id ${quoted(job.id)} is taken by the job on line ${taken}`,
        'expected one of its own',
      );
    }
    this.jobs.push(job);
    this.lines.push(line);
  }

  /** The line is wrong. */
  fault(line: number, message: string, hint: string): void {
    if (this.problems.length < MOST_PROBLEMS)
      this.problems.push({ file: this.file, line, column: 1, message, hint });
  }

  /** Counts jobs of which the same is to be said: `<what>: 3 jobs`. */
  note(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  end(head: Pick<Workload, 'name' | 'cores'>, notes: readonly string[] = []): Imported {
    const counted = [...this.counts].map(
      ([what, count]) => `${what}: ${count} ${count === 1 ? 'job' : 'jobs'}`,
    );
    return { result: this.result(head), notes: [...counted, ...notes] };
  }

  private result(head: Pick<Workload, 'name' | 'cores'>): LoadResult {
    if (this.problems.length > 0) return { ok: false, problems: this.problems };
    if (this.jobs.length === 0) {
      const problem = { message: 'the file has no job that could be run', hint: 'expected at least one' };
      return { ok: false, problems: [{ file: this.file, line: 1, column: 1, ...problem }] };
    }
    const workload: Workload = { ...head, jobs: this.jobs, file: this.file };
    rememberPlaces(workload, (position) => {
      const place = { line: this.lines[position] ?? 1, column: 1 };
      return { cores: place, minCores: place, maxCores: place, updates: [] };
    });
    return { ok: true, workload };
  }

  private scaled(values: JobValues): JobValues {
    const { timeScale } = this.options;
    if (timeScale === 1) return values;
    const scale = (seconds: number | undefined): number | undefined =>
      seconds === undefined ? undefined : seconds * timeScale;
    return {
      ...values,
      arrival: scale(values.arrival),
      duration: scale(values.duration),
      estimate: scale(values.estimate),
      timeout: scale(values.timeout),
      updates: values.updates?.map((update) => ({ ...update, at: update.at * timeScale })),
    };
  }
}

/** What files of other tools give, or a scale may change. */
const CHECKED = ['id', 'arrival', 'duration', 'cores', 'estimate', 'timeout', 'user', 'priority'] as const;

/** What would be right, where a value is not. */
function wrongWith(key: (typeof CHECKED)[number], value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (key === 'cores') {
    const isRight = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_CORES_OF_A_LOG;
    return isRight ? undefined : `expected a whole number from 1 to ${MOST_CORES_OF_A_LOG}`;
  }
  const result = jobFields[key].safeParse(value);
  return result.success ? undefined : (result.error.issues[0]?.message ?? 'expected another value');
}
