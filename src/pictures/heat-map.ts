import type { EChartsOption } from 'echarts';
import type { CellReport, ProgramReport } from '../profile/profile-report.js';
import { coresText } from '../profile/setting.js';
import { FONT } from './draw.js';
import type { Picture } from './picture.js';

/** Dark to bright, told apart by colour-blind readers and in grey (viridis: S. van der Walt and N. Smith, 2015). */
const COLORS = ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'];

/** From here on a cell is so bright that its text must be dark, in those of the best. */
const BRIGHT = 0.75;

const CELL_WIDTH = 130;
const CELL_HEIGHT = 46;
const MARGIN = { left: 190, right: 40, top: 80, bottom: 110 };

/** Speeds of a program: a column for each number of intra-op threads, a row for each number of cores, inter-op threads and pool. */
export function heatMap({ program, unit, cells }: ProgramReport): Picture {
  const columns = [...new Set(cells.map(({ intra }) => intra))].sort((a, b) => a - b);
  const hasPools = new Set(cells.map(({ pool }) => pool)).size > 1;
  const hasInter = new Set(cells.map(({ inter }) => inter)).size > 1;
  const rowOf = ({ cores, inter, pool }: CellReport): string =>
    [coresText(cores), ...(hasInter ? [`${inter} inter-op`] : []), ...(hasPools ? [pool] : [])].join(', ');
  const rows = [...new Set(cells.map(rowOf))];
  const least = Math.min(...cells.map(({ of_best }) => of_best));
  const option: EChartsOption = {
    title: {
      text: program,
      subtext: `${unit}: median and 95 % interval; colour: part of the best`,
      left: 'center',
    },
    grid: MARGIN,
    xAxis: {
      type: 'category',
      data: columns.map(String),
      name: 'intra-op threads',
      nameLocation: 'middle',
      nameGap: 30,
    },
    yAxis: { type: 'category', data: rows, inverse: true },
    visualMap: {
      min: least,
      max: 1,
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 10,
      inRange: { color: COLORS },
      text: ['100 % of the best', `${(least * 100).toFixed(0)} %`],
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map((cell) => ({
          value: [columns.indexOf(cell.intra), rows.indexOf(rowOf(cell)), cell.of_best],
          label: { color: cell.of_best >= BRIGHT ? '#000' : '#fff', formatter: cellText(cell) },
        })),
        label: { show: true, fontFamily: FONT },
        itemStyle: { borderColor: '#fff', borderWidth: 2 },
      },
    ],
  };
  return {
    name: `heat-map-${slug(program)}`,
    width: MARGIN.left + columns.length * CELL_WIDTH + MARGIN.right,
    height: MARGIN.top + rows.length * CELL_HEIGHT + MARGIN.bottom,
    option,
  };
}

function cellText({ speed, uncertainty }: CellReport): string {
  return `${speed.toPrecision(3)}${uncertainty === null ? '' : ` ± ${(uncertainty * 100).toFixed(1)} %`}`;
}

/** A name for files, of what may be a command line. */
function slug(program: string): string {
  return program
    .replace(/[^A-Za-z0-9_.]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
}
