import type { CellReport, ProfileReport, ProgramReport } from '../../../src/profile/profile-report.js';
import { CLOSE, DURATION, type Durations, JOBS } from './durations.js';

/** Steps of the run times that are told. */
const STEPS = 1000;

/** docs/parallelism.md. */
export function parallelismPage(
  { host, programs, overheads }: ProfileReport,
  durations: readonly Durations[],
  date: string,
): string {
  return [
    '# Cores and threads of TensorFlow programs',
    '',
    `Made by \`npm run study\` on ${date}: ${host}. Every figure is a median over samples that were taken in real`,
    'containers on exact cpusets, in rounds of random order; [profile.md](profile.md) says how.',
    '',
    '## What follows',
    '',
    ...programs.flatMap(({ sentence }) => (sentence === null ? [] : [`- ${sentence}`])),
    '',
    '![Speed-up over cores](pictures/speed-up.svg)',
    '',
    ...programs.flatMap(programSection),
    '## Overheads',
    '',
    'From the order of an action to its confirmation, medians:',
    '',
    '| action | ms |',
    '| --- | --: |',
    ...Object.entries(overheads).map(
      ([action, time]) => `| ${action} | ${time === null ? '–' : (time * 1000).toFixed(1)} |`,
    ),
    '',
    '## Does a duration come out?',
    '',
    `${JOBS} jobs of \`duration: ${DURATION}s\` each, in rounds of random order, one after the other, alone on the machine, after \`profile\` had`,
    'measured their speeds: seconds from `ready` to `done`.',
    '',
    `| model | cores | median, s | within ${CLOSE * 100} % |`,
    '| --- | --: | --: | --: |',
    ...durations.map(
      ({ model, cores, median, within }) =>
        `| ${model} | ${cores} | ${median.toFixed(2)} | ${within} of ${JOBS} |`,
    ),
    '',
  ].join('\n');
}

function programSection({ program, unit, cells, speedups }: ProgramReport): string[] {
  return [
    `## ${program}`,
    '',
    `![Speeds of ${program}](pictures/heat-map-${program}.svg)`,
    '',
    `Run times of the fastest setting on each number of cores, start-up apart:`,
    '',
    `| cores | threads (intra + inter) | ${unit} | ${STEPS} steps, s | start-up, s | speed-up |`,
    '| --: | --- | --: | --: | --: | --: |',
    ...speedups.map(({ cores, speedup }) => {
      const best = fastest(cells.filter((cell) => cell.cores === cores));
      const time = STEPS / best.speed;
      return `| ${cores} | ${best.intra} + ${best.inter} | ${best.speed.toPrecision(3)} | ${time.toFixed(1)} | ${best.startup.toFixed(2)} | ${speedup.toFixed(2)} |`;
    }),
    '',
    'All cells:',
    '',
    `| cores | intra | inter | ${unit} | quartiles | ± 95 % | start-up, s | samples | of the best |`,
    '| --: | --: | --: | --: | --- | --: | --: | --: | --: |',
    ...cells.map(cellRow),
    '',
  ];
}

function cellRow(cell: CellReport): string {
  const {
    cores,
    intra,
    inter,
    speed,
    lower_quartile,
    upper_quartile,
    uncertainty,
    startup,
    samples,
    of_best,
  } = cell;
  const figures = [
    cores,
    intra,
    inter,
    speed.toPrecision(3),
    `${lower_quartile.toPrecision(3)} to ${upper_quartile.toPrecision(3)}`,
    uncertainty === null ? '–' : `${(uncertainty * 100).toFixed(1)} %`,
    startup.toFixed(2),
    samples,
    `${(of_best * 100).toFixed(0)} %`,
  ];
  return `| ${figures.join(' | ')} |`;
}

function fastest(cells: readonly CellReport[]): CellReport {
  return cells.reduce((best, cell) => (cell.speed > best.speed ? cell : best));
}
