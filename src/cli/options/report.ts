import { type Command, Option } from 'commander';
import type { RunReport } from '../../metrics/report.js';
import { type FormatName, FORMATS, renderPieces } from '../../render/index.js';
import { UsageError } from '../errors.js';
import type { Io } from '../io.js';
import { wholeNumber } from './values.js';

/** How a report is to be printed, as commander hands it over. */
export interface ReportFlags {
  readonly format: FormatName;
  readonly width?: number;
}

export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('-f, --format <name>', 'how the report is printed')
        .choices(Object.keys(FORMATS))
        .default('table'),
    )
    .addOption(
      new Option('--json', 'the report as one JSON value: --format json').implies({ format: 'json' }),
    )
    .addOption(
      new Option('--csv', 'the jobs as CSV: --format csv').implies({ format: 'csv' }).conflicts('json'),
    )
    .addOption(
      new Option('--gantt', 'the jobs over time: --format gantt')
        .implies({ format: 'gantt' })
        .conflicts(['json', 'csv']),
    )
    .option('--width <columns>', "width of tables (default: the terminal's, or 100)", wholeNumber)
    .hook('preAction', refuseTwoFormats);
}

/** Formats that are flags of their own, too. */
const SHORTS = ['json', 'csv', 'gantt'] as const;
type Short = (typeof SHORTS)[number];

/** A short form gives way to `--format` in commander's eyes, silently. */
function refuseTwoFormats(command: Command): void {
  const { format, ...flags } = command.opts<{ format: string } & Partial<Record<Short, true>>>();
  const short = SHORTS.find((name) => flags[name] === true) ?? format;
  if (short !== format) throw new UsageError(`--${short} cannot be used with --format ${format}`);
}

/** Prints a report on stdout in the format that the flags ask for. */
export function printReport(report: RunReport, flags: ReportFlags, io: Io): void {
  const { format, width = io.width } = flags;
  for (const piece of renderPieces(report, { format, width, color: io.color })) io.out(piece);
}
