import { fileURLToPath } from 'node:url';
import Dockerode from 'dockerode';
import { runnerImageTag } from '../../../src/image/runner-image-tag.js';
import { runCommand } from '../harness/run-command.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What every contender runs. */
export interface Images {
  /** The runner image. */
  readonly runner: string;
  /** The same with a program that prints the time and ends. */
  readonly stamp: string;
  /** Removes what the bench alone has made. */
  remove(): Promise<void>;
}

/** Seconds and nanoseconds since 1970, without a dot. */
export const STAMP_FORMAT = '+%s%N';

const STAMP = 'tfsched-bench:stamp';

/**
 * Makes all that is measured be there: the daemon, the runner image, a docker client that the daemon understands, xargs and GNU
 * parallel; says what it installs.
 */
export async function setUp(say: (text: string) => void): Promise<Images> {
  await runCommand(here('../../../bin/setup/docker'), []);
  say('the runner image: built where it is missing');
  await runCommand(process.execPath, [here('../../../bin/tfsched.js'), 'image', 'build']);
  await install('docker', 'docker.io', say);
  await install('parallel', 'parallel', say);
  await install('xargs', 'findutils', say);
  await agreeOnApi(say);
  const runner = await runnerImageTag();
  await makeStamp(runner);
  return { runner, stamp: STAMP, remove: removeStamp };
}

async function install(program: string, debianPackage: string, say: (text: string) => void): Promise<void> {
  if (await works('sh', ['-c', `command -v ${program}`])) return;
  say(`installing ${debianPackage} with apt, for ${program}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-q'], env).catch(() => undefined);
  await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', debianPackage], env);
}

/** A client that is newer than the daemon may insist on its own version of the API. */
async function agreeOnApi(say: (text: string) => void): Promise<void> {
  if (await works('docker', ['version'])) return;
  const { ApiVersion } = await new Dockerode().version();
  process.env.DOCKER_API_VERSION = ApiVersion;
  say(`the docker client is told to speak API ${ApiVersion}`);
  await runCommand('docker', ['version']);
}

async function makeStamp(runner: string): Promise<void> {
  const docker = new Dockerode();
  const container = await docker.createContainer({ Image: runner, Cmd: [STAMP_FORMAT] });
  try {
    const [repo, tag] = STAMP.split(':');
    await container.commit({ repo, tag, changes: 'ENTRYPOINT ["date"]' });
  } finally {
    await container.remove();
  }
}

async function removeStamp(): Promise<void> {
  await new Dockerode().getImage(STAMP).remove();
}

async function works(program: string, args: readonly string[]): Promise<boolean> {
  return runCommand(program, args).then(
    () => true,
    () => false,
  );
}
