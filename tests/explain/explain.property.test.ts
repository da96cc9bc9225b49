import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Explainer } from '../../src/explain/explain.js';
import type { LogRecord } from '../../src/log/records.js';
import { createFold } from '../../src/metrics/fold.js';
import type { RunReport } from '../../src/metrics/report.js';
import { explanationText } from '../../src/render/explain/explanation.js';
import { instantText } from '../../src/render/explain/instant.js';
import { waitsTable } from '../../src/render/explain/waits-table.js';
import { type Fate, HostileExecutor, type Vice } from '../driver/hostile-executor.js';
import { anyLog } from '../metrics/log-arbitrary.js';
import { scenarios } from '../reference/workload-arbitrary.js';
import { engineRun, speedupOf } from '../support/engine-run.js';
import { asText, logOf, runs } from './runs.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 300);
const look = { width: 100, color: false };

function reportOf(records: readonly LogRecord[]): RunReport {
  const fold = createFold();
  for (const record of records) fold.append(record);
  return fold.report();
}

/** All that can be asked about a run; what is told must agree with its report. */
function askEverything(records: readonly LogRecord[]): Explainer {
  const explainer = new Explainer(records);
  const report = reportOf(records);
  const ids = report.jobs.map(({ id }) => id);
  const { rules, jobs } = explainer.explain(ids);
  for (const [index, job] of jobs.entries()) {
    expect(job.waiting).toBeCloseTo(report.jobs[index]!.waiting, 6);
    expect(job.started_at).toEqual(report.jobs[index]!.started_at);
    for (const { from, until, reasons } of job.waits) {
      const edges = reasons.flatMap((reason) => [reason.from, reason.until]);
      expect(edges[0]).toBeCloseTo(from, 6);
      expect(edges.at(-1)).toBeCloseTo(until, 6);
      for (let edge = 1; edge + 1 < edges.length; edge += 2)
        expect(edges[edge]).toBeCloseTo(edges[edge + 1]!, 6);
    }
    expect(explanationText(job, rules, look)).toMatch(/\n$/);
  }
  expect(waitsTable(jobs, 0, rules, look)).toMatch(/\n$/);
  for (const job of ids.slice(0, 2)) {
    for (const part of [0, 0.3, 1]) {
      const { instant } = explainer.explainAt(job, part * explainer.history.until);
      expect(instantText(instant, rules, look)).toMatch(/\n$/);
    }
  }
  return explainer;
}

describe('explain', () => {
  it('explains all waiting of any run, down to the last decision', async () => {
    await fc.assert(
      fc.asyncProperty(runs(), async (run) => {
        const records = await logOf(run);
        const explainer = askEverything(records);
        const { rules, jobs } = explainer.explain([...explainer.history.lives.keys()]);
        const kinds = jobs.flatMap(({ waits }) =>
          waits.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)),
        );
        if (rules.order_known_until !== null || kinds.includes('unknown')) throw new Error(asText(run));
      }),
      { numRuns },
    );
  }, 3_600_000);

  it.each<[string, readonly Vice[], number]>([
    ['refuses and loses, and memory is short', ['repeats', 'destroys'], 0.95],
    ['tells of everything seconds too late', ['repeats', 'dawdles', 'destroys'], 0],
  ])(
    'explains runs in which Docker %s',
    async (_, vices, least) => {
      const fates: readonly Fate[] = ['confirm', 'confirm', 'refuse', 'die', 'confirm_and_die'];
      const lots = fc.array(fc.nat(999), { maxLength: 300, size: 'max' });
      let exact = 0;
      await fc.assert(
        fc.asyncProperty(scenarios(), lots, async ({ jobs, config }, drawn) => {
          const speed = (cores: number): number => speedupOf(config)('spin', cores);
          const executor = new HostileExecutor(
            ({ position, cores }) => ({ work: jobs[position]!.duration * speed(cores), speed }),
            { fates, vices, lots: drawn },
          );
          const memory = { limit: 8, of: (position: number) => 1 + (position % 4) };
          const { records } = await engineRun(jobs, config, undefined, { executor, memory });
          const onDocker = records.map((record) =>
            record.kind === 'run'
              ? { ...record, config: { ...record.config, executor: 'docker' as const } }
              : record,
          );
          const { rules } = askEverything(onDocker).explain([]);
          if (rules.order_known_until === null) exact += 1;
        }),
        { numRuns },
      );
      process.stderr.write(`hostile runs that are explained to the end: ${exact} of ${numRuns}\n`);
      expect(exact).toBeGreaterThanOrEqual(least * numRuns);
    },
    3_600_000,
  );

  it('throws for no log that contradicts the rules that it names, and agrees with its report', () => {
    fc.assert(
      fc.property(anyLog, (records) => void askEverything(records)),
      { numRuns },
    );
  });

  it('tells less, and throws not, where a log is cut', async () => {
    await fc.assert(
      fc.asyncProperty(runs(), fc.double({ min: 0, max: 1, noNaN: true }), async (run, part) => {
        const records = await logOf(run);
        const announced = run.jobs.length + 1;
        askEverything(records.slice(0, announced + Math.floor(part * (records.length - announced))));
      }),
      { numRuns },
    );
  }, 3_600_000);
});
