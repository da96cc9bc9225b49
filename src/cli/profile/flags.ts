import { type Command, InvalidArgumentError, Option } from 'commander';
import { type PoolKind, POOLS } from '../../profile/grid.js';
import { UsageError } from '../errors.js';
import { addDockerOptions, type DockerFlags } from '../docker/flags.js';
import { notNegative, wholeNumber, wholeNumberFromZero } from '../options/values.js';

/** The flags of `profile`, as commander hands them over. */
export interface ProfileFlags extends DockerFlags {
  /** undefined: one, two, four ... and all of the host's. */
  readonly cores?: readonly number[];
  /** undefined: as many as there are cores in any cell. */
  readonly intra?: readonly number[];
  readonly inter: readonly number[];
  readonly pool: readonly PoolKind[];
  readonly repeats: number;
  /** Also how long actions take. */
  readonly overheads?: boolean;
  /** After warm-up; undefined for as many as are enough. */
  readonly steps?: number;
  /** A share of 1. */
  readonly uncertainty: number;
  readonly seed: number;
  readonly quiet?: boolean;
  /** A folder for heat maps and speed-up curves. */
  readonly pictures?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly width?: number;
}

export function addProfileOptions(command: Command): Command {
  command
    .option('--cores <list>', 'cores, such as 1,2 or 1..4 (default: 1, 2, 4 ... and all)', numbers)
    .option('--intra <list>', 'intra-op threads, such as 1..4 (default: as many as cores)', numbers)
    .addOption(new Option('--inter <list>', 'inter-op threads').argParser(numbers).default([1], '1'))
    .addOption(
      new Option('--pool <list>', `how intra-op threads wait: ${POOLS.join(', ')}`)
        .argParser(pools)
        .default(['exact'], 'exact'),
    )
    .option('--repeats <n>', 'samples of each cell at least', wholeNumber, 5)
    .addOption(
      new Option('--steps <n>', 'steps of a sample after warm-up')
        .argParser(steps)
        .default(undefined, 'auto'),
    )
    .addOption(
      new Option(
        '--uncertainty <percent>',
        'a cell whose 95 % interval is wider gets up to four times as many',
      )
        .argParser(share)
        .default(0.03, '3'),
    )
    .option('--overheads', 'also measure how long a start, a pause, a resume and a resize take')
    .option('--seed <n>', 'seed of the order, of data and of weights', wholeNumberFromZero, 1);
  return addDockerOptions(command)
    .option('--pictures <dir>', 'draw heat maps and speed-up curves into this folder, as SVG and PNG')
    .addOption(new Option('--json', 'the profile as one JSON value').conflicts('csv'))
    .option('--csv', 'the cells as CSV')
    .option('--width <columns>', "width of tables (default: the terminal's, or 100)", wholeNumber)
    .option('--quiet', 'nothing on stderr but warnings and errors');
}

/** More cells than anybody has the time for. */
const MOST = 1024;

/** `1,2,4` or `1..4`, in ascending order, each once. */
function numbers(text: string): readonly number[] {
  const list = text.split(',').flatMap((part) => {
    const [, first = '', last = first] = /^(\d+)(?:\.\.(\d+))?$/.exec(part.trim()) ?? [];
    const from = Number(first || Number.NaN);
    const count = Number(last) - from + 1;
    if (!(from >= 1 && count >= 1 && count <= MOST))
      throw new InvalidArgumentError('Give whole numbers from 1 on, such as 1,2,4 or 1..4.');
    return Array.from({ length: count }, (_, index) => from + index);
  });
  return [...new Set(list)].sort((a, b) => a - b);
}

function pools(text: string): readonly PoolKind[] {
  return text.split(',').map((word) => {
    const pool = POOLS.find((candidate) => candidate === word.trim());
    if (pool !== undefined) return pool;
    throw new InvalidArgumentError(`Give some of ${POOLS.join(', ')}, with a comma between.`);
  });
}

function steps(text: string): number | undefined {
  return text === 'auto' ? undefined : wholeNumber(text);
}

function share(text: string): number {
  return notNegative(text.replace(/ *%$/, '')) / 100;
}

/** @throws UsageError when a cell would ask for more cores than there are */
export function gridCores(asked: readonly number[] | undefined, available: number): readonly number[] {
  if (asked === undefined) {
    const powers = Array.from({ length: Math.floor(Math.log2(available)) + 1 }, (_, power) => 2 ** power);
    return [...new Set([...powers, available])];
  }
  const most = asked.at(-1) ?? 1;
  if (most > available)
    throw new UsageError(
      `--cores asks for ${most} cores and there ${available === 1 ? 'is' : 'are'} ${available}`,
    );
  return asked;
}
