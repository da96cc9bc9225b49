import { type Command, Option } from 'commander';
import { addDockerOptions, type DockerFlags } from '../docker/flags.js';
import { THREAD_CHOICES, type ThreadChoice } from '../../planning/threads.js';
import { addPageOption, type PageFlags } from '../options/pictures.js';
import { addReportOptions, type ReportFlags } from '../options/report.js';
import { addSchedulingOptions, type SchedulingFlags } from '../options/scheduling.js';
import { positiveTime, wholeNumberFromZero } from '../options/values.js';

/** The flags of `run`, as commander hands them over. */
export interface RunFlags extends SchedulingFlags, DockerFlags, ReportFlags, PageFlags {
  readonly emulate?: boolean;
  readonly arm: number;
  readonly threads: ThreadChoice;
  readonly seed: number;
  readonly out?: string;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  /** Seconds. */
  readonly timeLimit?: number;
  readonly onExit: OnExit;
}

const ON_EXIT = ['stop', 'pause', 'keep'] as const;

/** What a signal does to the containers of a run. */
export type OnExit = (typeof ON_EXIT)[number];

export function onExitOption(): Option {
  return new Option(
    '--on-exit <what>',
    'what a signal does to the containers: stop ends the run; pause or keep leaves them for `tfsched resume`',
  )
    .choices(ON_EXIT)
    .default('stop');
}

export function addRunOptions(command: Command): Command {
  addSchedulingOptions(command);
  addDockerOptions(command)
    .addOption(
      new Option('--emulate', "capacity above the host's: cores are CPU quotas, not cpusets").conflicts(
        'cpus',
      ),
    )
    .option('--arm <n>', 'containers made ahead of their turn', wholeNumberFromZero, 64)
    .addOption(
      new Option('--threads <how>', 'intra-op pools: as asked, elastic, or elastic where the mode may resize')
        .choices(THREAD_CHOICES)
        .default('auto'),
    )
    .option('--seed <n>', 'seed of data and weights', wholeNumberFromZero, 1)
    .option('-o, --out <dir>', "the run's folder (default: a new one under the XDG state folder)")
    .option('--dry-run', 'print what would start, with which cores and threads, without Docker')
    .option('--fail-fast', 'the first job that fails ends the run')
    .option('--time-limit <time>', 'ends the run after this time', positiveTime)
    .addOption(onExitOption());
  addReportOptions(command);
  return addPageOption(command).option('--quiet', 'nothing on stderr but warnings and errors');
}
