import type { Command } from 'commander';

/** The page that is written beside what is printed, as commander hands it over. */
export interface PageFlags {
  /** A file. */
  readonly html?: string;
}

/** What is drawn of a run that is there already. */
export interface PictureFlags extends PageFlags {
  /** Folders. */
  readonly svg?: string;
  readonly png?: string;
}

export function addPageOption(command: Command): Command {
  return command.option('--html <file>', 'also write the report as a page for browsers, with charts');
}

export function addPictureOptions(command: Command): Command {
  return addPageOption(command)
    .option('--svg <dir>', 'also draw the run into this folder: gantt.svg, cores.svg, waiting.svg')
    .option('--png <dir>', 'the same as PNG');
}
