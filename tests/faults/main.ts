import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Figures, summed, tableOf } from './figures.js';
import { killOnDocker, realKills } from './real/kill-on-docker.js';

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const SHARE = fileURLToPath(new URL('share.ts', import.meta.url));
const MARKS = ['<!-- figures: npm run test:faults -->', '<!-- end of figures -->'] as const;

/** Kills on real Docker at each combination. */
const EACH = 4;

/** All kills on the double and some on real Docker; prints what came of them, and writes it into docs/reliability.md. */
async function main(): Promise<void> {
  const lines = [...summed(await onTheDouble()), await onDocker()];
  const table = tableOf(lines);
  console.log(table);
  writeBetween(table);
  if (lines.some(({ wrong }) => wrong > 0)) process.exitCode = 1;
}

/** Shared among as many processes as the machine has cores. */
async function onTheDouble(): Promise<readonly Figures[]> {
  const processes = availableParallelism();
  const shares = await Promise.all(
    Array.from({ length: processes }, async (_, index) => {
      const args = [...process.execArgv, SHARE, String(index), String(processes)];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
      process.stderr.write(stderr);
      return JSON.parse(stdout) as Figures[];
    }),
  );
  return shares.flat();
}

async function onDocker(): Promise<Figures> {
  const verdicts = await killOnDocker(realKills(EACH), (line) => console.error(`Docker, ${line}`));
  const wrong = verdicts.filter((verdict) => verdict.wrong.length > 0).length;
  return { daemon: 'real Docker', kills: verdicts.length, resumed: verdicts.length, compared: 0, wrong };
}

function writeBetween(table: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(MARKS[0]), page.indexOf(MARKS[1])];
  if (begin === -1 || end < begin) throw new Error(`${PAGE} has no place for the figures`);
  writeFileSync(PAGE, `${page.slice(0, begin)}${MARKS[0]}\n\n${table}\n\n${page.slice(end)}`);
}

await main();
