import type { Command } from 'commander';
import { buildRunnerImage, ensureRunnerImage } from '../../image/build-runner-image.js';
import { connectForImages, type Dockerode } from '../../image/connection.js';
import { listImages, removeImages, type StoredImage } from '../../image/stored-images.js';
import { imageTable } from '../../render/image-table.js';
import { noDaemon } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printJson } from '../output.js';
import { printable } from '../../workload/printable.js';

interface BuildFlags {
  readonly base?: string;
  readonly force?: boolean;
}

/** `tfsched image`: the runner image with TensorFlow and the built-in models. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .command('build')
    .description('build the runner image where it is missing; its tag goes to stdout')
    .option(
      '--base <image>',
      'base image (default: python:3.11-slim, or one made with debootstrap where it cannot be had)',
    )
    .option('--force', 'build it again; layers that have not changed are kept')
    .action(async (flags: BuildFlags) => {
      const options = {
        base: flags.base,
        env: io.env,
        onProgress: (line: string) => io.err(`${printable(line)}\n`),
      };
      const docker = await connect();
      const again = flags.force === true || flags.base !== undefined;
      io.out(
        `${again ? (await buildRunnerImage(docker, options)).tag : await ensureRunnerImage(docker, options)}\n`,
      );
      finish(EXIT.ok);
    });
  command
    .command('list')
    .description('list the images of tfsched')
    .option('--json', 'print them as one JSON value')
    .action(async (flags: { json?: boolean }) => {
      const images = await listImages(await connect());
      if (flags.json === true) printJson(images, io);
      else io.out(imageTable(images, io));
      finish(EXIT.ok);
    });
  command
    .command('rm')
    .description('remove runner images that are not of this version; --all removes every image of tfsched')
    .option('--all', 'the current one and the base image too')
    .action(async (flags: { all?: boolean }) => {
      const docker = await connect();
      const images = (await listImages(docker)).filter((image) => flags.all === true || isOutdated(image));
      const removals = await removeImages(docker, images);
      for (const { image, ...removal } of removals) {
        const name = image.tags[0] ?? image.id;
        if (removal.kind === 'removed') io.out(`${name}\n`);
        else io.err(`kept ${name}: ${removal.why}\n`);
      }
      finish(removals.some(({ kind }) => kind === 'kept') ? EXIT.jobFailed : EXIT.ok);
    });
}

function isOutdated({ kind, current }: StoredImage): boolean {
  return kind === 'runner' && !current;
}

/** @throws DockerMissing */
async function connect(): Promise<Dockerode> {
  const docker = connectForImages();
  await docker.ping().catch((error: unknown) => {
    throw noDaemon(error);
  });
  return docker;
}
