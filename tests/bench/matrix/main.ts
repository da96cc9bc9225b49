/**
 * `npm run matrix [-- <flags of compare>]`: three policies times three modes on five generated workloads of real TensorFlow, and the
 * same simulated from measured speeds; writes docs/study.md and docs/pictures. Takes half an hour; what was run is kept in
 * node_modules/.cache, and the next call goes on from there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Comparison } from '../../../src/compare/comparison.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/tfsched-matrix');
const SPEC = join(import.meta.dirname, 'spec.yaml');

const METRICS = ['turnaround', 'waiting', 'bounded_slowdown', 'makespan', 'utilization', 'cpu_used', 'jain'];

/** Runs `tfsched compare` into a folder of the cache; what it tells goes to stderr. */
async function compare(
  name: string,
  flags: readonly string[],
): Promise<{ comparison: Comparison; markdown: string }> {
  const folder = join(CACHE, name);
  const args = [
    'compare',
    SPEC,
    '--seeds',
    '5',
    '--quantum',
    '3',
    '--baseline',
    'none',
    '--metric',
    METRICS.join(','),
  ];
  const child = spawn(process.execPath, [join(ROOT, 'bin/tfsched.js'), ...args, ...flags, '--out', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`tfsched compare ended with ${String(code)}`);
  return {
    comparison: JSON.parse(readFileSync(join(folder, 'comparison.json'), 'utf8')) as Comparison,
    markdown: readFileSync(join(folder, 'comparison.md'), 'utf8'),
  };
}

/** Pictures of these are kept. */
const DRAWN = ['turnaround', 'makespan'];

/** How far the simulation is from what was measured, cell by cell. */
function predictions(real: Comparison, simulated: Comparison): string[] {
  const [measured, predicted] = [real, simulated].map(({ groups }) => groups[0]?.cells ?? []);
  return (measured ?? []).map(({ label, metrics }) => {
    const other = predicted?.find((cell) => cell.label === label)?.metrics;
    const ratios = DRAWN.map(
      (name) => (other?.[name]?.mean ?? Number.NaN) / (metrics[name]?.mean ?? Number.NaN),
    );
    return `| ${label.replaceAll('_', '\\_')} | ${ratios.map((ratio) => ratio.toFixed(2)).join(' | ')} |`;
  });
}

/** Kernel, Docker and cores of a fingerprint; whose daemon it was tells a reader nothing. */
function hostOf({ config }: Comparison): string {
  const [, kernel, docker, cores] = config.host?.split(' ') ?? [];
  return `${cores ?? '?'} cores, Docker ${docker ?? '?'}, Linux ${kernel ?? '?'}`;
}

const pictures = join(CACHE, 'pictures');
const real = await compare('docker', ['--docker', '--pictures', pictures, ...process.argv.slice(2)]);
const simulated = await compare('simulated', ['--speedup', 'profile', '--overheads', 'profile']);
for (const metric of DRAWN) {
  const picture = `compare-${metric}.svg`;
  copyFileSync(join(pictures, picture), join(ROOT, 'docs/pictures', picture));
}
writeFileSync(
  join(ROOT, 'docs/study.md'),
  [
    '# Nine schedulers on real TensorFlow',
    '',
    `Made by \`npm run matrix\` on ${new Date().toISOString().slice(0, 10)}: ${hostOf(real.comparison)}. The workloads are those of`,
    '[tests/bench/matrix/spec.yaml](../tests/bench/matrix/spec.yaml), the same for all; differences are paired by workload ([compare.md](compare.md)).',
    'Under `none` every job starts at once, so its `waiting` is a few hundredths of a second, and ratios to it say nothing.',
    '',
    '## Measured',
    '',
    real.markdown.trimEnd(),
    '',
    '![Mean turnaround](pictures/compare-turnaround.svg)',
    '',
    '![Makespan](pictures/compare-makespan.svg)',
    '',
    '## Simulated, from speeds and overheads that were measured',
    '',
    simulated.markdown.trimEnd(),
    '',
    'Simulated over measured. Under `none` the simulator shares the cores without loss, as its rule says; on the machine the programs',
    'get into the way of each other.',
    '',
    '| cell | turnaround | makespan |',
    '| --- | --: | --: |',
    ...predictions(real.comparison, simulated.comparison),
    '',
  ].join('\n'),
);
