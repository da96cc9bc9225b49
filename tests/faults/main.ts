import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Figures, summed, tableOf } from './figures.js';
import { writeFigures } from './page.js';
import { killOnDocker, realKills } from './real/kill-on-docker.js';

const SHARE = fileURLToPath(new URL('share.ts', import.meta.url));

/** Kills on real Docker at each combination. */
const EACH = 4;

/** All kills on the double and some on real Docker; prints what came of them, and writes it into docs/reliability.md. */
async function main(): Promise<void> {
  const lines = [...summed(await onTheDouble()), await onDocker()];
  const table = tableOf(lines);
  console.log(table);
  await writeFigures('test:faults', table);
  if (lines.some(({ wrong }) => wrong > 0)) process.exitCode = 1;
}

/** Shared among as many processes as the machine has cores. */
async function onTheDouble(): Promise<readonly Figures[]> {
  const processes = availableParallelism();
  const shares = await Promise.all(
    Array.from({ length: processes }, async (_, index) => {
      const args = [...process.execArgv, SHARE, String(index), String(processes)];
      const running = promisify(execFile)(process.execPath, args);
      running.child.stderr?.pipe(process.stderr);
      const { stdout } = await running;
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

await main();
