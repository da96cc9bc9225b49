import type { CellReport, ProfileReport, ProgramReport } from '../../profile/profile-report.js';
import { printable } from '../../workload/printable.js';
import type { Look } from '../format.js';
import { type Column, fitColumns } from '../layout/fit-columns.js';
import { drawGrid } from '../layout/grid.js';
import { percent, seconds, significant } from '../layout/numbers.js';
import { createPaint } from '../layout/paint.js';

/** Blocks of a full bar. */
const BAR = 10;

const BLOCKS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function columnsOf(unit: ProgramReport['unit']): readonly Column<CellReport>[] {
  return [
    { title: ['cores'], align: 'right', rank: 0, cell: ({ cores }) => String(cores) },
    { title: ['intra'], align: 'right', rank: 1, cell: ({ intra }) => String(intra) },
    { title: ['inter'], align: 'right', rank: 1, cell: ({ inter }) => String(inter) },
    { title: ['pool'], align: 'left', rank: 2, cell: ({ pool }) => pool },
    { title: [unit], align: 'right', rank: 0, cell: ({ speed }) => significant(speed) },
    {
      title: ['quartiles'],
      align: 'left',
      rank: 5,
      cell: ({ lower_quartile, upper_quartile }) =>
        `${significant(lower_quartile)} to ${significant(upper_quartile)}`,
    },
    { title: ['+/-'], align: 'right', rank: 4, cell: ({ uncertainty }) => percent(uncertainty) },
    { title: ['start-up'], align: 'right', rank: 3, cell: ({ startup }) => seconds(startup) },
    { title: ['samples'], align: 'right', rank: 6, cell: ({ samples }) => String(samples) },
    { title: ['of the best'], align: 'left', rank: 3, cell: ({ of_best }) => bar(of_best) },
  ];
}

/** The table of each program and what follows from it. */
export function profileTable(
  { host, programs, interrupted, overheads }: ProfileReport,
  { width, color }: Look,
): string {
  const paint = createPaint(color);
  const parts = programs.map(({ program, unit, cells, sentence, amdahl }) => {
    if (cells.length === 0) return `${printable(program)}: nothing is measured yet\n`;
    const fitted = fitColumns(columnsOf(unit), cells, width);
    const lines = [paint.strong(printable(program)), '', ...drawGrid(fitted.columns, fitted.rows, paint), ''];
    if (sentence !== null) lines.push(printable(sentence));
    if (amdahl !== null) {
      const { fraction, low, high } = amdahl;
      lines.push(
        `Amdahl's law: ${percent(fraction)} of the work is parallel (95 % interval ${percent(low)} to ${percent(high)}).`,
      );
    }
    return `${lines.join('\n')}\n`;
  });
  const head = `profile on ${printable(host)}${interrupted ? ', interrupted: the next call goes on from here' : ''}\n`;
  return [head, ...parts, ...overheadLines(overheads)].join('\n');
}

/** One line, and none where nothing was measured. */
function overheadLines(overheads: ProfileReport['overheads']): readonly string[] {
  const known = Object.entries(overheads).flatMap(([action, time]) =>
    time === null ? [] : [`${action} ${(time * 1000).toFixed(1)} ms`],
  );
  return known.length === 0 ? [] : [`overheads, medians: ${known.join(', ')}\n`];
}

/** A share of 1 as a bar, to an eighth of a block, and in figures. */
function bar(share: number): string {
  const eighths = Math.round(share * BAR * 8);
  return `${'█'.repeat(Math.floor(eighths / 8))}${BLOCKS[eighths % 8] ?? ''} ${(share * 100).toFixed(0)} %`;
}
