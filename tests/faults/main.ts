import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allKills, cells, judge, nameOfKill, undisturbed, type MoodName } from './double/matrix.js';
import { killOnDocker } from './real/kill-on-docker.js';

/** A line of the table of figures. */
interface Figures {
  readonly daemon: string;
  readonly kills: number;
  readonly resumed: number;
  /** Of these, how many whole reports were compared with that of the run that was left alone. */
  readonly compared: number;
  /** Kills of which anything came that must not. */
  readonly wrong: number;
}

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const MARKS = ['<!-- figures: npm run test:faults -->', '<!-- end of figures -->'] as const;

/** All kills on the double and some on real Docker; prints what came of them, and writes it into docs/reliability.md. */
async function main(): Promise<void> {
  const lines = [...(await onTheDouble()), await onDocker()];
  const table = [
    '| daemon | kills | resumed | whole reports compared | wrong |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...lines.map(
      ({ daemon, kills, resumed, compared, wrong }) =>
        `| ${daemon} | ${kills} | ${resumed} | ${compared} | ${wrong} |`,
    ),
  ].join('\n');
  console.log(table);
  writeBetween(table);
  if (lines.some(({ wrong }) => wrong > 0)) process.exitCode = 1;
}

async function onTheDouble(): Promise<readonly Figures[]> {
  const figures = new Map<MoodName, Figures>();
  for (const cell of cells()) {
    const base = await undisturbed(cell);
    const before = figures.get(cell.mood) ?? NOTHING;
    let { kills, resumed, compared, wrong } = before;
    for (const kill of allKills(base)) {
      const verdict = await judge(cell, base, kill);
      kills += 1;
      if (verdict.course === 'resumed' || verdict.course === 'begun anew') resumed += 1;
      if (verdict.compared) compared += 1;
      if (verdict.wrong.length === 0) continue;
      wrong += 1;
      console.error(`${cell.mood}, ${cell.name}, ${nameOfKill(kill)}: ${verdict.wrong.join('; ')}`);
    }
    console.error(`${cell.mood}, ${cell.name}: ${kills - before.kills} kills`);
    figures.set(cell.mood, { daemon: `double, ${cell.mood}`, kills, resumed, compared, wrong });
  }
  return [...figures.values()];
}

const NOTHING: Figures = { daemon: '', kills: 0, resumed: 0, compared: 0, wrong: 0 };

async function onDocker(): Promise<Figures> {
  const verdicts = await killOnDocker((line) => console.error(`Docker, ${line}`));
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
