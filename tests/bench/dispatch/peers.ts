import { CORES, type Load, runnerArguments } from './loads.js';
import { type Done, runCommand } from '../harness/run-command.js';

/** What people run lists of containers with. */
export type Peer = 'xargs' | 'parallel';

export const peers: readonly Peer[] = ['xargs', 'parallel'];

/** What tfsched asks for too; the cores come on top. */
function dockerFlags(memory: string): string[] {
  return [
    ...['--network', 'none', '--read-only', '--tmpfs', '/tmp:rw,exec,nosuid,nodev,mode=1777'],
    ...[
      '--cap-drop',
      'ALL',
      '--security-opt',
      'no-new-privileges',
      '--user',
      '10001:10001',
      '--pids-limit',
      '256',
    ],
    ...['--memory', memory, '--memory-swap', memory, '--log-driver', 'json-file'],
    ...['-e', 'TF_NUM_INTRAOP_THREADS=1', '-e', 'TF_NUM_INTEROP_THREADS=1', '-e', 'HOME=/tmp'],
  ];
}

/**
 * `docker run --rm` of every job, two at a time, each slot on a core of its own.
 * @throws Error when a job did not finish
 */
export async function dockerRuns(peer: Peer, load: Load, image: string): Promise<Done> {
  const run = (core: string): string =>
    [
      'docker run --rm',
      ...dockerFlags(load.memory),
      '--cpuset-cpus',
      core,
      image,
      ...runnerArguments(load),
    ].join(' ');
  const numbers = Array.from({ length: load.jobs }, (_, index) => String(index));
  const done = await (peer === 'xargs'
    ? fed(numbers, `xargs -P${CORES.length} --process-slot-var=SLOT -I{} sh -c '${run('$SLOT')}'`)
    : fed(numbers, `parallel --will-cite -j${CORES.length} -N1 '${run('$(({%}-1))')} # {}'`));
  return checked(done, load);
}

/** Containers of a load that exist and were not started. */
export interface CreatedContainers {
  readonly load: Load;
  readonly names: readonly string[];
  remove(): Promise<void>;
}

let sets = 0;

/** Creates a load's containers, each free to use all of the cores: which one is free at its start nobody knows yet. */
export async function createContainers(load: Load, image: string): Promise<CreatedContainers> {
  const prefix = `tfsched-bench-${process.pid}-${sets++}`;
  const names = Array.from({ length: load.jobs }, (_, index) => `${prefix}-${index}`);
  const flags = [...dockerFlags(load.memory), '--cpuset-cpus', CORES.join(',')];
  const remove = async (): Promise<void> => {
    await runCommand('docker', ['rm', '-f', ...names]);
  };
  try {
    for (const name of names) {
      await runCommand('docker', ['create', '--name', name, ...flags, image, ...runnerArguments(load)]);
    }
    return { load, names, remove };
  } catch (error) {
    await remove().catch(() => undefined);
    throw error;
  }
}

/**
 * `docker start -a` of each, two at a time.
 * @throws Error when a job did not finish
 */
export async function dockerStarts(peer: Peer, { load, names }: CreatedContainers): Promise<Done> {
  const done = await (peer === 'xargs'
    ? fed(names, `xargs -P${CORES.length} -n1 docker start -a`)
    : fed(names, `parallel --will-cite -j${CORES.length} docker start -a`));
  return checked(done, load);
}

function fed(lines: readonly string[], command: string): Promise<Done> {
  return runCommand('sh', ['-c', `printf '%s\\n' ${lines.join(' ')} | ${command}`]);
}

function checked(done: Done, load: Load): Done {
  const finished = done.stdout.split('"event":"done"').length - 1;
  if (finished !== load.jobs) throw new Error(`${finished} of ${load.jobs} jobs finished`);
  return done;
}
