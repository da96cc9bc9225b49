import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../compare/analyse.js';
import { type Cell, type CellLists, cellsOf, type OptionValue } from '../../compare/cells.js';
import { type Comparison, comparisonSchema } from '../../compare/comparison.js';
import { regressions } from '../../compare/regressions.js';
import { openResultCache } from '../../compare/result-cache.js';
import { DEFAULT_POLICY_OPTIONS, type PolicyOptions } from '../../policies/policy-module.js';
import { comparisonPieces, type ComparisonFormat } from '../../render/comparison/index.js';
import { cacheFolder } from '../../xdg/cache-folder.js';
import { fingerprint } from '../docker/profile-stores.js';
import { reasonOf, UsageError, WriteError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { loadPolicy, loadRealloc } from '../options/rule-files.js';
import { teller, writeResult } from '../output.js';
import { version } from '../version.js';
import type { CompareFlags } from './flags.js';
import { instanceGroups, readFileText } from './instances.js';
import { runMatrix } from './run-matrix.js';
import { dockerRunner, simulationRunner } from './runners.js';
import { type Study, studyText } from './study-file.js';

export interface CompareRequest {
  readonly files: readonly string[];
  readonly flags: CompareFlags;
  /** The same as they were written. */
  readonly study: Study;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** Runs all that is missing of the matrix, compares and prints. */
export async function compare(request: CompareRequest): Promise<ExitCode> {
  const { files, flags, io, signal } = request;
  const tell = teller(io);
  const progress = flags.quiet === true ? (): void => undefined : tell;
  if (files.length === 0) throw new UsageError('compare what? Name workload files or generator specs');
  const before = flags.against === undefined ? undefined : readComparison(flags.against);
  const cells = await chosenCells(flags, tell);
  const groups = await instanceGroups(files, flags, tell);
  const host = flags.docker === true ? await dockerHost() : undefined;
  if (host === undefined && flags.repeats > 1)
    tell('note: virtual time has no noise: one run of each is enough');
  const outcomes = await runMatrix({
    ...{ cells, groups, flags, host, signal },
    cache: openResultCache(
      flags.out === undefined ? join(cacheFolder(io.env), 'results') : join(flags.out, 'results'),
    ),
    runnerFor: (jobs) =>
      host === undefined ? simulationRunner(flags, io.env.XDG_CACHE_HOME, jobs) : dockerRunner(),
    tell: progress,
  });
  const comparison: Comparison = {
    tfsched: { version: version(), command: 'compare' },
    config: {
      executor: host === undefined ? 'sim' : 'docker',
      host: host ?? null,
      repeats: host === undefined ? 1 : flags.repeats,
      baseline: flags.baseline ?? null,
      ...{ skip_first: flags.skipFirst, skip_last: flags.skipLast, by: flags.by ?? null },
    },
    ...analyse({
      cells,
      groups: groups.map(({ name, at, instances }, index) => ({
        ...{ name, at, outcomes: outcomes[index]! },
        instances: instances.map((instance) => instance.name),
      })),
      metrics: flags.metric,
      ...{ baseline: flags.baseline, skipFirst: flags.skipFirst, skipLast: flags.skipLast, by: flags.by },
    }),
  };
  const sorted = flags.sort === undefined ? comparison : sortedBy(comparison, flags.sort);
  print(sorted, request);
  await draw(sorted, flags, io, progress);
  return before === undefined ? EXIT.ok : judge(before, comparison, flags, tell);
}

/** @throws UsageError */
async function chosenCells(flags: CompareFlags, tell: (line: string) => void): Promise<readonly Cell[]> {
  const policies = await Promise.all(
    flags.policy.map(async (word) => ({ word, module: await loadPolicy(word) })),
  );
  const reallocs = await Promise.all(
    flags.realloc.map(async (word) => ({ word, module: await loadRealloc(word) })),
  );
  const options: Partial<Record<keyof PolicyOptions, readonly OptionValue[]>> = {};
  for (const key of Object.keys(DEFAULT_POLICY_OPTIONS) as (keyof PolicyOptions)[]) {
    const list = flags[key];
    if (list !== undefined) options[key] = list;
  }
  const lists: CellLists = { policies, reallocs, options };
  for (const name of Object.keys(options)) {
    const isUsed = policies.some(({ module }) => module.options.includes(name as keyof PolicyOptions));
    if (!isUsed) tell(`note: --${name} has no effect on these policies`);
  }
  const { cells, leftOut } = cellsOf(lists);
  for (const line of leftOut) tell(`note: left out: ${line}`);
  const { baseline } = flags;
  if (baseline === undefined || cells.some(({ label }) => label === baseline)) return atLeastOne(cells);
  if (baseline === 'none')
    return [
      ...cells,
      ...cellsOf({ ...lists, policies: [{ word: 'none', module: await loadPolicy('none') }] }).cells,
    ];
  throw new UsageError(
    `there is no cell ${JSON.stringify(baseline)} (there are ${cells.map(({ label }) => JSON.stringify(label)).join(', ')}, or none)`,
  );
}

function atLeastOne(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length > 0) return cells;
  throw new UsageError('no combination of these policies and modes is defined');
}

/** What times on this host depend on. */
async function dockerHost(): Promise<string> {
  const { connect } = await import('../docker/connect.js');
  return fingerprint((await connect()).host);
}

/** Cells best first. */
function sortedBy(comparison: Comparison, name: string): Comparison {
  const metric = comparison.metrics.find((one) => one.name === name);
  if (metric === undefined) {
    throw new UsageError(
      `--sort: ${name} is not compared (${comparison.metrics.map((one) => one.name).join(', ')})`,
    );
  }
  const sign = metric.better === 'less' ? 1 : -1;
  const meanOf = (cell: Comparison['groups'][number]['cells'][number]): number =>
    cell.metrics[name]?.mean ?? sign * Infinity;
  return {
    ...comparison,
    groups: comparison.groups.map((group) => ({
      ...group,
      cells: group.cells.toSorted((a, b) => sign * (meanOf(a) - meanOf(b))),
    })),
  };
}

/** @throws WriteError */
function print(comparison: Comparison, { flags, io, study }: CompareRequest): void {
  const look = { width: flags.width ?? io.width, color: io.color };
  for (const piece of comparisonPieces(comparison, flags.format as ComparisonFormat, look)) io.out(piece);
  if (flags.out === undefined) return;
  const files = { json: 'comparison.json', csv: 'comparison.csv', markdown: 'comparison.md' } as const;
  try {
    mkdirSync(flags.out, { recursive: true });
    writeFileSync(join(flags.out, 'params.yaml'), studyText(study));
    for (const [format, name] of Object.entries(files)) {
      const pieces = comparisonPieces(comparison, format as ComparisonFormat, { ...look, color: false });
      writeFileSync(join(flags.out, name), [...pieces].join(''));
    }
  } catch (error) {
    throw new WriteError(`${flags.out} cannot be written: ${reasonOf(error)}`);
  }
}

/**
 * The page and the pictures that are asked for.
 * @throws WriteError
 */
async function draw(
  comparison: Comparison,
  { html, pictures: folder }: CompareFlags,
  io: Io,
  tell: (line: string) => void,
): Promise<void> {
  if (html === undefined && folder === undefined) return;
  // Large, and seldom wanted.
  const [{ comparisonPictures }, { comparisonPage }, { svgOf }, { writePictures }] = await Promise.all([
    import('../../pictures/comparison.js'),
    import('../../render/comparison/html.js'),
    import('../../pictures/draw.js'),
    import('../picture-files.js'),
  ]);
  const pictures = comparisonPictures(comparison);
  if (html !== undefined) {
    writeResult([comparisonPage(comparison, await Promise.all(pictures.map(svgOf)))], html, io);
    tell(`wrote ${html}`);
  }
  if (folder !== undefined) {
    for (const file of await writePictures(pictures, { svg: folder, png: folder })) tell(`wrote ${file}`);
  }
}

/** @throws UsageError */
function readComparison(file: string): Comparison {
  try {
    return comparisonSchema.parse(JSON.parse(readFileText(file)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not what \`tfsched compare --json\` prints`);
  }
}

function judge(
  before: Comparison,
  after: Comparison,
  { tolerance }: CompareFlags,
  tell: (line: string) => void,
): ExitCode {
  const isSameHost =
    before.config.executor === after.config.executor && before.config.host === after.config.host;
  const haveBaseline = before.config.baseline !== null && before.config.baseline === after.config.baseline;
  if (!isSameHost && !haveBaseline) {
    throw new UsageError(
      '--against is of another host, whose times say nothing of this one: compare both with the same --baseline',
    );
  }
  const found = regressions(before, after, tolerance, !isSameHost);
  for (const { group, cell, metric, before: was, after: is, worse } of found) {
    const where = group === '' ? cell : `${group}: ${cell}`;
    tell(
      `worse: ${where}: ${metric} ${was.toPrecision(4)} -> ${is.toPrecision(4)} (${(100 * worse).toFixed(1)} %)`,
    );
  }
  if (found.length === 0) tell(`nothing is worse by more than ${100 * tolerance} %`);
  return found.length === 0 ? EXIT.ok : EXIT.logOrDifference;
}
