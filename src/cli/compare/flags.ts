import { type Command, InvalidArgumentError, Option } from 'commander';
import { BREAKDOWNS, type Breakdown } from '../../compare/analyse.js';
import { DEFAULT_METRICS, findMetric, type Metric, metrics } from '../../compare/metrics.js';
import type { OptionValue } from '../../compare/cells.js';
import { type PolicyOptions, VICTIM_RULES } from '../../policies/policy-module.js';
import { parseOverheads, parseSpeedup } from '../simulate/flags.js';
import {
  notNegative,
  period,
  positiveNumber,
  positiveTime,
  thresholds,
  time,
  wholeNumber,
  wholeNumberFromZero,
} from '../options/values.js';

type Lists = { readonly [Key in keyof PolicyOptions]?: readonly OptionValue[] };

/** The flags of `compare`, as commander hands them over: a list for each option of a policy. */
export interface CompareFlags extends Lists {
  readonly policy: readonly string[];
  readonly realloc: readonly string[];
  readonly cores?: number;
  /** Values of a generator's keys. */
  readonly load?: readonly number[];
  readonly jobs?: readonly number[];
  readonly burst?: readonly number[];
  readonly overestimate?: readonly number[];
  readonly seeds: number;
  readonly repeats: number;
  readonly docker?: boolean;
  readonly speedup: string;
  readonly overheads: string;
  readonly metric: readonly Metric[];
  readonly sort?: string;
  readonly baseline?: string;
  readonly by?: Breakdown;
  readonly skipFirst: number;
  readonly skipLast: number;
  readonly against?: string;
  /** A share of 1. */
  readonly tolerance: number;
  readonly seed: number;
  readonly out?: string;
  readonly format: string;
  readonly html?: string;
  readonly pictures?: string;
  readonly width?: number;
  readonly quiet?: boolean;
  readonly params?: string;
}

/** Keys of a generator spec that may be lists. */
export const SWEEPS = ['load', 'jobs', 'burst', 'overestimate'] as const;

export function addCompareOptions(command: Command): Command {
  command
    .option('-p, --policy <list>', 'who goes first: fcfs,prio,rr', words, ['fcfs', 'prio', 'rr'])
    .option('-r, --realloc <list>', 'how many cores each gets', words, [
      'strict',
      'max_prop',
      'always_attend',
    ])
    .option('-c, --cores <n>', "capacity (default: the files')", wholeNumber)
    .option('-q, --quantum <list>', 'rr, mlfq: 2,5,10', values(period))
    .option('--preemptive [list]', 'prio: yes, no, or both: no,yes', values(yesOrNo))
    .addOption(new Option('--victim <list>', `prio: ${VICTIM_RULES.join(', ')}`).argParser(values(victim)))
    .option('--aging <list>', 'prio: points per second', values(notNegative))
    .option('--aging-interval <list>', 'prio: how often aging may preempt', values(period))
    .option('--preempt-exempt <list>', 'prio: how long a turn is safe', values(time))
    .option('--levels <thresholds>', 'mlfq: core-seconds at which a job sinks a level', levels)
    .option('--half-life <list>', 'fair_share: after this time usage counts half', values(positiveTime))
    .option('--load <list>', 'load of generator specs: 0.5,0.7,0.9', numbers(positiveNumber))
    .option('--jobs <list>', 'jobs of generator specs', numbers(wholeNumber))
    .option('--burst <list>', 'burst of generator specs', numbers(wholeNumber))
    .option('--overestimate <list>', 'overestimate of generator specs', numbers(notNegative))
    .option('--seeds <n>', 'workloads that each generator spec makes', wholeNumber, 10)
    .option('--repeats <n>', 'on Docker: runs of each, averaged', wholeNumber, 1)
    .addOption(new Option('--simulate', 'in virtual time (default)').conflicts('docker'))
    .option('--docker', 'on Docker, one run after the other')
    .addOption(
      new Option('--speedup <how>', 'as of simulate').argParser(checked(parseSpeedup)).default('linear'),
    )
    .addOption(
      new Option('--overheads <list>', 'as of simulate')
        .argParser(checked(parseOverheads))
        .default('start=0'),
    )
    .addOption(
      new Option('-m, --metric <list>', `some of ${metrics.map(({ name }) => name).join(', ')}`)
        .argParser(metricList)
        .default(
          DEFAULT_METRICS.map((name) => findMetric(name)!),
          DEFAULT_METRICS.join(','),
        ),
    )
    .option('--sort <metric>', 'cells in the order of this metric, best first')
    .option('--baseline <cell>', 'ratios to this cell: none, or such as "fcfs, strict"')
    .addOption(new Option('--by <what>', 'also figures of the jobs of each value').choices(BREAKDOWNS))
    .option('--skip-first <n>', 'jobs at the start that do not count (warm-up)', wholeNumberFromZero, 0)
    .option('--skip-last <n>', 'jobs at the end that do not count (drain)', wholeNumberFromZero, 0)
    .option('--against <file>', 'an earlier --json: exit 4 where a metric became worse')
    .addOption(
      new Option('--tolerance <percent>', 'with --against: how much worse is not worse')
        .argParser(share)
        .default(0.05, '5'),
    )
    .option('--seed <n>', 'seed of the order of the runs', wholeNumberFromZero, 1)
    .option('--params <file>', 'flags and files of a study, as --out has left them')
    .option('--html <file>', 'also write a page with tables and pictures')
    .option('--pictures <dir>', 'also draw each metric, as SVG and PNG')
    .option('-o, --out <dir>', 'keep results, tables and parameters of the study there')
    .addOption(
      new Option('-f, --format <name>', 'how it is printed')
        .choices(['table', 'markdown', 'csv', 'json'])
        .default('table'),
    )
    .addOption(new Option('--json', 'one JSON value: --format json').implies({ format: 'json' }))
    .option('--width <columns>', "width of tables (default: the terminal's, or 100)", wholeNumber)
    .option('--quiet', 'nothing on stderr but warnings and errors');
  return command;
}

/** Words with commas between. */
function words(text: string): readonly string[] {
  const list = text.split(',').map((word) => word.trim());
  if (list.every((word) => word !== '')) return list;
  throw new InvalidArgumentError('Give names with commas between.');
}

function numbers(parse: (text: string) => number): (text: string) => readonly number[] {
  return (text) => words(text).map(parse);
}

function values(parse: (text: string) => OptionValue['value']): (text: string) => readonly OptionValue[] {
  return (text) => words(text).map((word) => ({ value: parse(word), text: word }));
}

function levels(text: string): readonly OptionValue[] {
  return [{ value: thresholds(text), text }];
}

function victim(text: string): (typeof VICTIM_RULES)[number] {
  const rule = VICTIM_RULES.find((one) => one === text);
  if (rule !== undefined) return rule;
  throw new InvalidArgumentError(`Give some of ${VICTIM_RULES.join(', ')}.`);
}

function yesOrNo(text: string): boolean {
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw new InvalidArgumentError('Give yes, no, or no,yes.');
}

function metricList(text: string): readonly Metric[] {
  return words(text).map((name) => {
    const metric = findMetric(name);
    if (metric !== undefined) return metric;
    throw new InvalidArgumentError(`There is no metric ${JSON.stringify(name)}.`);
  });
}

/** Kept as it was written, as it goes into files and to other processes. */
function checked(parse: (text: string) => unknown): (text: string) => string {
  return (text) => {
    parse(text);
    return text;
  };
}

function share(text: string): number {
  return notNegative(text.replace(/ *%$/, '')) / 100;
}
