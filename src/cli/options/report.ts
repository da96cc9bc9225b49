import { type Command, Option } from 'commander';
import type { RunReport } from '../../metrics/report.js';
import { render } from '../../render/index.js';
import type { Io } from '../io.js';

/** How a report is to be printed, as commander hands it over. */
export interface ReportFlags {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly width?: number;
  readonly color?: boolean;
}

export function addReportOptions(command: Command): Command {
  return command
    .addOption(new Option('--json', 'print the report as one JSON value').conflicts('csv'))
    .addOption(new Option('--csv', 'print the jobs as CSV'));
}

/** Prints a report on stdout in the format that the flags ask for. */
export function printReport(report: RunReport, flags: ReportFlags, io: Io): void {
  const format = flags.json === true ? 'json' : flags.csv === true ? 'csv' : 'table';
  io.out(render(report, { format, width: io.width, color: io.color }));
}
