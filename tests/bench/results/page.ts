import type { RunReport } from '../../../src/metrics/report.js';
import { render } from '../../../src/render/index.js';
import type { SeenResize } from './resize.js';

/** One combination: what was measured and what had been predicted. */
export interface Result {
  readonly flags: string;
  readonly measured: RunReport;
  readonly predicted: RunReport;
}

/** docs/results.md. */
export function resultsPage(
  workload: string,
  results: readonly Result[],
  resizes: readonly SeenResize[],
): string {
  const { host, created } = results[0]!.measured.run;
  const where = `${host.cores} cores, Docker ${host.docker}, cgroup v${host.cgroup}, ${host.system}`;
  return [
    '# Every combination on real TensorFlow',
    '',
    `Made by \`npm run results\` on ${created?.slice(0, 10) ?? ''}: ${where}. Each run replays this workload in real containers; beside`,
    'each figure stands what the simulator had predicted from speeds and overheads measured beforehand on the same machine. The log of each',
    'run was checked: no core was ever held by two jobs, and none was idle against the rule of the mode.',
    '',
    '```yaml',
    workload.trimEnd(),
    '```',
    '',
    '## Overview',
    '',
    'Seconds; measured / predicted. `none` starts every job at once: the simulator shares the cores among them, on a real machine the',
    'start-ups and the threads of all jobs also get in one another’s way.',
    '',
    ...overview(results),
    '',
    ...resizeTable(resizes),
    '',
    ...results.flatMap(section),
  ].join('\n');
}

function overview(results: readonly Result[]): string[] {
  const head = [
    'combination',
    'makespan',
    'mean waiting',
    'mean turnaround',
    'mean first run',
    'utilization',
    'preemptions',
    'resizes',
  ];
  return [
    `| ${head.join(' | ')} |`,
    `| --- |${' --: |'.repeat(head.length - 1)}`,
    ...results.map(({ flags, measured: { summary: real }, predicted: { summary: sim } }) => {
      const cells = [
        pair(real.makespan, sim.makespan),
        pair(real.waiting.mean, sim.waiting.mean),
        pair(real.turnaround.mean, sim.turnaround.mean),
        pair(real.first_run.mean, sim.first_run.mean),
        pair(percent(real.utilization), percent(sim.utilization), 0),
        `${real.preemptions} / ${sim.preemptions}`,
        `${real.resizes} / ${sim.resizes}`,
      ];
      return `| \`${flags}\` | ${cells.join(' | ')} |`;
    }),
  ];
}

function resizeTable(resizes: readonly SeenResize[]): string[] {
  return [
    '## A live resize, seen from inside',
    '',
    'Steps per second of one running `mnist_cnn`, from its own progress lines, around each confirmed resize.',
    '',
    '| at, s | cores from then on | in the second before | in the first second after | in the second one |',
    '| --: | --: | --: | --: | --: |',
    ...resizes.map(
      ({ at, cores, rates }) => `| ${[at.toFixed(1), cores, ...rates.map(stepRate)].join(' | ')} |`,
    ),
  ];
}

function section({ flags, measured, predicted }: Result): string[] {
  return [
    `## \`${flags}\``,
    '',
    '```text',
    render(measured, { format: 'table', width: 120, color: false }).trimEnd(),
    '',
    render(measured, { format: 'gantt', width: 110, color: false }).trimEnd(),
    '```',
    '',
    'Measured / predicted, seconds:',
    '',
    '| job | waiting | service | turnaround | first run | preemptions |',
    '| --- | --: | --: | --: | --: | --: |',
    ...measured.jobs.map((job, index) => {
      const other = predicted.jobs[index]!;
      return `| ${job.id} | ${pair(job.waiting, other.waiting)} | ${pair(job.service, other.service)} | ${pair(job.turnaround, other.turnaround)} | ${pair(job.first_run, other.first_run)} | ${job.preemptions} / ${other.preemptions} |`;
    }),
    '',
  ];
}

/** A job that has ended by then has no rate. */
function stepRate(rate: number): string {
  return Number.isNaN(rate) ? '–' : rate.toFixed(1);
}

function pair(measured: number | null, predicted: number | null, decimals = 1): string {
  return `${measured?.toFixed(decimals) ?? '–'} / ${predicted?.toFixed(decimals) ?? '–'}`;
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}
