import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mountFolders } from '../../executors/docker/containers/mounts.js';
import type { DockerHost } from '../../executors/docker/host/host.js';
import { newRunId, runsFolder } from '../../log/run-folder.js';
import { chooseCores } from '../../planning/choose-cores.js';
import { PlanError } from '../../planning/plan-error.js';
import { cellsOf } from '../../profile/cell.js';
import { type Grid, settingsOf } from '../../profile/grid.js';
import {
  reportOverheads,
  PROFILE_REPORT_VERSION,
  type ProfileReport,
  reportProgram,
} from '../../profile/profile-report.js';
import { coresText } from '../../profile/setting.js';
import { profileCsv } from '../../render/profile/profile-csv.js';
import { profileTable } from '../../render/profile/profile-table.js';
import type { Workload } from '../../workload/workload.js';
import { connect } from '../docker/connect.js';
import { holdCores } from '../docker/hold-cores.js';
import type { Interruptible } from '../docker/interruptible.js';
import { executorOpener } from '../docker/open-executor.js';
import { checkGrants, checkMemory, checkMounts, findImages } from '../docker/preflight.js';
import { profileStores } from '../docker/profile-stores.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printJson } from '../output.js';
import { writePictures } from '../picture-files.js';
import { gridCores, type ProfileFlags } from './flags.js';
import { measureOverheads } from './measure-overheads.js';
import { measurePrograms } from './measure-programs.js';
import { profilePictures } from './pictures.js';
import { profiledPrograms, workloadOf } from './programs.js';

export interface ProfileRequest extends Interruptible {
  /** As given on the command line. */
  readonly words: readonly string[];
  readonly flags: ProfileFlags;
  readonly io: Io;
}

/** Measures what is not measured yet, and prints all that is known then. Nothing is left on the daemon. */
export async function profile({ words, flags, io, progress, interrupts }: ProfileRequest): Promise<ExitCode> {
  const programs = await profiledPrograms(words, (line) => io.err(`${line}\n`));
  const spin = workloadOf('spin').jobs[0]!;
  const specs = [...programs.map(({ spec }) => spec), ...(flags.overheads === true ? [spin] : [])];
  const workload: Workload = { file: 'profile', jobs: specs };
  checkGrants(workload, flags.allow);
  const connection = await interrupts.unlessInterrupted(connect());
  const { client, host } = connection;
  const cores = chooseCores(flags.cpus === undefined ? {} : { cpus: flags.cpus }, undefined, host);
  const counts = gridCores(flags.cores, cores.ids.length);
  const grid: Grid = { cores: counts, intra: flags.intra ?? counts, inter: flags.inter, pools: flags.pool };
  checkMemory(workload, host);
  const pull = flags.pull === 'missing' ? (image: string) => progress.pull(image) : undefined;
  const images = await interrupts.unlessInterrupted(findImages(client, workload, pull));
  const run = newRunId(new Date(), Math.random);
  const folder = join(dirname(runsFolder(io.env)), 'profiling', run);
  const ownFolders = programs.flatMap(({ folder: own }) => (own === undefined ? [] : [own]));
  const mounts = { workloadFolder: '/', mountFolders: mountFolders(flags.allow, ownFolders) };
  checkMounts(workload, host, { ...mounts, runFolder: folder });
  const around = { run, connection, cores, folder, flags, progress, env: io.env };
  const storeOf = profileStores(connection, images, io.env);
  await holdCores({ ...around, signal: interrupts.signal }, async (lock) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const open = executorOpener({ ...around, ...mounts, lock, seed: flags.seed });
    const common = { ids: cores.ids, open, progress, interrupts };
    await measurePrograms({ ...common, programs, grid, flags, folder, storeOf, runner: images.runner });
    if (flags.overheads !== true) return;
    const { repeats } = flags;
    await measureOverheads({ ...common, spec: spin, image: images.runner, repeats, store: storeOf(spin) });
  }).catch((error: unknown) => {
    // What a program wrote that cannot be measured is left for its user.
    if (!(error instanceof PlanError)) rmSync(folder, { recursive: true, force: true });
    if (!interrupts.signal.aborted) throw error;
  });
  rmSync(folder, { recursive: true, force: true });
  const report: ProfileReport = {
    version: PROFILE_REPORT_VERSION,
    host: describeHost(host),
    interrupted: interrupts.signal.aborted,
    overheads: reportOverheads(storeOf(spin).actions),
    programs: programs.map(({ name, progress, setting, spec }) => {
      const cells = cellsOf(settingsOf(setting, grid), (each) => storeOf(spec).samplesOf(each));
      return reportProgram(name, progress ? 'steps/s' : 'runs/s', cells);
    }),
  };
  print(report, flags, io);
  if (flags.pictures !== undefined) {
    const folders = { svg: flags.pictures, png: flags.pictures };
    for (const file of await writePictures(profilePictures(report), folders)) progress.say(`wrote ${file}`);
  }
  return interrupts.code ?? EXIT.ok;
}

function describeHost({ daemon, cores }: DockerHost): string {
  const { hostName, kernel, version } = daemon;
  return `${hostName}, ${coresText(cores.length)}, kernel ${kernel}, Docker ${version}`;
}

function print(report: ProfileReport, flags: ProfileFlags, io: Io): void {
  if (flags.json === true) printJson(report, io);
  else if (flags.csv === true) io.out(profileCsv(report));
  else io.out(profileTable(report, { width: flags.width ?? io.width, color: io.color }));
}
