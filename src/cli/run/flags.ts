import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseCpuset } from '../../executors/docker/cpuset.js';
import { type Grant, grants } from '../../executors/docker/grants.js';
import { addReportOptions, type ReportFlags } from '../options/report.js';
import { addSchedulingOptions, type SchedulingFlags } from '../options/scheduling.js';
import { positiveTime, wholeNumberFromZero } from '../options/values.js';

/** The flags of `run`, as commander hands them over. */
export interface RunFlags extends SchedulingFlags, ReportFlags {
  readonly cpus?: string;
  readonly emulate?: boolean;
  readonly wait?: boolean;
  readonly share?: boolean;
  readonly arm: number;
  readonly allow: readonly Grant[];
  readonly pull: 'missing' | 'never';
  readonly seed: number;
  readonly out?: string;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  /** Seconds. */
  readonly timeLimit?: number;
}

export function addRunOptions(command: Command): Command {
  addSchedulingOptions(command);
  command
    .option('--cpus <list>', 'which cores of the host, such as 2-5 (default: the lowest)', coreList)
    .addOption(
      new Option('--emulate', "capacity above the host's: cores are CPU quotas, not cpusets").conflicts(
        'cpus',
      ),
    )
    .addOption(new Option('--wait', 'wait until no other run has one of these cores').conflicts('share'))
    .option('--share', 'run though another run has some of these cores')
    .option('--arm <n>', 'containers made ahead of their turn', wholeNumberFromZero, 64)
    .addOption(
      new Option('--allow <list>', `grant what image jobs ask for: ${grants.join(', ')}`)
        .argParser(parseGrants)
        .default([], 'nothing'),
    )
    .addOption(
      new Option('--pull <when>', "fetch images of the user's own before the clock starts")
        .choices(['missing', 'never'])
        .default('missing'),
    )
    .option('--seed <n>', 'seed of data and weights', wholeNumberFromZero, 1)
    .option('-o, --out <dir>', "the run's folder (default: a new one under the XDG state folder)")
    .option('--dry-run', 'print what would start, with which cores and threads, without Docker')
    .option('--fail-fast', 'the first job that fails ends the run')
    .option('--time-limit <time>', 'ends the run after this time', positiveTime);
  return addReportOptions(command).option('--quiet', 'nothing on stderr but warnings and errors');
}

function coreList(text: string): string {
  if ((parseCpuset(text)?.length ?? 0) > 0) return text;
  throw new InvalidArgumentError('Give a list of cores such as 2-5 or 0,2,4.');
}

function parseGrants(text: string): readonly Grant[] {
  return text.split(',').map((word) => {
    const grant = grants.find((candidate) => candidate === word.trim());
    if (grant !== undefined) return grant;
    throw new InvalidArgumentError(`Give some of ${grants.join(', ')}, with commas between.`);
  });
}
