import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Allowance, grants, NOTHING_ALLOWED } from '../../executors/docker/containers/grants.js';
import { parseCpuset } from '../../executors/docker/daemon/cpuset.js';
import { parseAllow } from './allow.js';

/** The flags that say what may be used of a Docker host, as commander hands them over. */
export interface DockerFlags {
  readonly cpus?: string;
  readonly wait?: boolean;
  readonly share?: boolean;
  readonly allow: Allowance;
  readonly pull: 'missing' | 'never';
}

export function addDockerOptions(command: Command): Command {
  return command
    .option('--cpus <list>', 'which cores of the host, such as 2-5 (default: the lowest)', coreList)
    .addOption(new Option('--wait', 'wait until no other run has one of these cores').conflicts('share'))
    .option('--share', 'run though another run has some of these cores')
    .addOption(
      new Option(
        '--allow <list>',
        `grant what image jobs ask for: ${grants.join(', ')} (below the workload's folder), mounts=DIR; can be repeated`,
      )
        .argParser(parseAllow)
        .default(NOTHING_ALLOWED, 'nothing'),
    )
    .addOption(
      new Option('--pull <when>', "fetch images of the user's own before the clock starts")
        .choices(['missing', 'never'])
        .default('missing'),
    );
}

function coreList(text: string): string {
  if ((parseCpuset(text)?.length ?? 0) > 0) return text;
  throw new InvalidArgumentError('Give a list of cores such as 2-5 or 0,2,4.');
}
