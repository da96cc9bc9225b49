import { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { followDaemon, type OnProgress } from './daemon-progress.js';
import { readHostSettings } from './host-settings.js';
import { ImageError, reasonOf } from './image-error.js';
import { BASE_LABEL } from './labels.js';
import { hasImage, resolveBase } from './resolve-base.js';
import { readRunnerFiles } from './runner-files.js';
import { packagesImageTag, runnerImageTag, runnerTagOf } from './runner-image-tag.js';
import { tarArchive } from './tar-archive.js';

/** How the runner image is to be built. */
export interface BuildOptions {
  /** The base image (`--base`); undefined for the one that `resolveBase` finds. */
  readonly base?: string | undefined;
  /** Told of each step, for a person to follow. */
  readonly onProgress: OnProgress;
  /** The environment, for the host's certificates, package index and proxy. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborting it ends the build; what is half made goes. */
  readonly abortSignal?: AbortSignal | undefined;
}

/** The tag of the runner image and the base it stands on. */
export interface BuiltImage {
  readonly tag: string;
  readonly base: string;
}

/** Lines of the build that a failure is told with. */
const TAIL = 15;

/**
 * The runner image of these sources: built unless the daemon has it.
 *
 * @returns its tag
 * @throws ImageError when it cannot be built
 */
export async function ensureRunnerImage(docker: Dockerode, options: BuildOptions): Promise<string> {
  const tag = await runnerImageTag();
  if (await hasImage(docker, tag)) return tag;
  options.onProgress(`building the runner image ${tag} (once, a minute or two)`);
  return (await buildRunnerImage(docker, options)).tag;
}

/**
 * Builds the runner image; layers of an earlier build are reused as far as they go.
 *
 * @throws ImageError when there is no base image or a step fails
 */
export async function buildRunnerImage(docker: Dockerode, options: BuildOptions): Promise<BuiltImage> {
  const base = await resolveBase(docker, options.base, options.onProgress);
  const [files, host] = await Promise.all([readRunnerFiles(), readHostSettings(options.env)]);
  const archive = tarArchive([...files, ...host.files]);
  const common: Dockerode.ImageBuildOptions = {
    buildargs: { BASE: base, ...host.buildArgs },
    rm: true,
    forcerm: true,
    // The daemon's bridge often has no way out: no name server, no route, a proxy on the host's loopback.
    networkmode: 'host',
    ...(options.abortSignal === undefined ? {} : { abortSignal: options.abortSignal }),
  };
  const tag = runnerTagOf(files);
  options.onProgress(`installing TensorFlow on ${base}`);
  // With a tag of its own the stage outlives a `docker image prune`, and the next build takes seconds.
  await build(docker, archive, { ...common, t: packagesImageTag(files), target: 'deps' }, options);
  options.onProgress(`adding the runner: ${tag}`);
  await build(docker, archive, { ...common, t: tag, labels: { [BASE_LABEL]: base } }, options);
  return { tag, base };
}

async function build(
  docker: Dockerode,
  archive: Buffer,
  request: Dockerode.ImageBuildOptions & { readonly t: string },
  { onProgress, abortSignal }: BuildOptions,
): Promise<void> {
  const tail: string[] = [];
  try {
    const stream = await docker.buildImage(Readable.from([archive]), request);
    await followDaemon(stream, (line) => {
      tail.push(line);
      if (tail.length > TAIL) tail.shift();
      const told = tellBuildLine(line);
      if (told !== undefined) onProgress(told);
    });
  } catch (error) {
    abortSignal?.throwIfAborted();
    const details = tail.map((line) => `\n  ${line}`).join('');
    throw new ImageError(
      `cannot build ${request.t}: ${reasonOf(error)}${details}\nit takes a package index that pip can reach ` +
        `(this host's pip settings, proxy and CA bundle are handed in); --base names another base image`,
    );
  }
}

/** What a person is told of a line of the build; undefined for chatter. */
export function tellBuildLine(line: string): string | undefined {
  const fetched = /^\s*Collecting (\S+)/.exec(line);
  if (fetched?.[1] !== undefined) return `fetching ${fetched[1]}`;
  const packages = /^\s*Installing collected packages: (.*)$/.exec(line);
  if (packages?.[1] !== undefined) return `installing ${String(packages[1].split(',').length)} packages`;
  return /^\s*Successfully installed/.test(line) ? 'compiling and storing them' : undefined;
}
