import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';

/** A command's module: loaded when the command is used, and not before. */
export interface CommandModule {
  /** Adds arguments, options and the action; the action tells its exit code through `finish`. */
  define(command: Command, io: Io, finish: (code: ExitCode) => void): void;
}

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<CommandModule>;
}

/** The commands, in the order of `--help`: one line each. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'run',
    summary: 'run a workload on Docker, core by core, and report',
    load: () => import('./run.js'),
  },
  {
    name: 'resume',
    summary: 'go on with a run whose tfsched is gone: killed, rebooted, or left with --on-exit',
    load: () => import('./resume.js'),
  },
  {
    name: 'simulate',
    summary: 'run a workload in virtual time, and report',
    load: () => import('./simulate.js'),
  },
  {
    name: 'compare',
    summary: 'compare policies and modes on the same workloads, with intervals and tests',
    load: () => import('./compare.js'),
  },
  {
    name: 'profile',
    summary: 'measure how fast programs train, over cores and threads',
    load: () => import('./profile.js'),
  },
  {
    name: 'check',
    summary: 'say what is in a workload file, and what is wrong with it',
    load: () => import('./check.js'),
  },
  {
    name: 'generate',
    summary: 'make a workload by chance: arrivals, durations, models, load',
    load: () => import('./generate.js'),
  },
  {
    name: 'import',
    summary: 'make a workload of a file of another tool (SWF, request files, CSV)',
    load: () => import('./import.js'),
  },
  {
    name: 'export',
    summary: 'write a workload or a run as a file of another tool (SWF, Batsim, trace, CSV)',
    load: () => import('./export.js'),
  },
  { name: 'report', summary: 'print a run again, from its log alone', load: () => import('./report.js') },
  {
    name: 'explain',
    summary: 'say why a job waited, and what would have let it start earlier',
    load: () => import('./explain.js'),
  },
  {
    name: 'diff',
    summary: 'name the first decision in which two runs differ',
    load: () => import('./diff.js'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of workload files or reports',
    load: () => import('./schema.js'),
  },
  {
    name: 'ps',
    summary: 'list the runs on the Docker host, and their containers',
    load: () => import('./ps.js'),
  },
  {
    name: 'clean',
    summary: 'remove what runs that are over have left on the Docker host',
    load: () => import('./clean.js'),
  },
  { name: 'image', summary: 'build, list and remove the runner image', load: () => import('./image.js') },
  {
    name: 'doctor',
    summary: 'look at Docker, cores, image, memory and disk, and say how to mend',
    load: () => import('./doctor.js'),
  },
  {
    name: 'completion',
    summary: 'print the completion script of a shell',
    load: () => import('./completion.js'),
  },
];
