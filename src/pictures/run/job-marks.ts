import type { ScatterSeriesOption } from 'echarts';
import { cores as coresText } from '../../render/layout/numbers.js';
import type { JobPanel } from './job-bars.js';

/** More updates than that are told by pointing at them only. */
const MOST_LABELS = 40;

const CROSS = 'path://M1,0L5,4L9,0L10,1L6,5L10,9L9,10L5,6L1,10L0,9L4,5L0,1Z';

/** Updates of users, hollow where they came too late, and ends without success; nothing for what there is none of. */
export function jobMarks({ run, rows, look, faded, panel }: JobPanel): readonly ScatterSeriesOption[] {
  const { theme, font } = look;
  const common = { type: 'scatter', xAxisIndex: panel, yAxisIndex: panel, z: 5, clip: true } as const;
  const updates: ScatterSeriesOption = {
    ...common,
    id: 'updates',
    name: 'request changed by its user',
    color: theme.ink,
    symbol: 'diamond',
    symbolSize: 11,
    itemStyle: { borderColor: theme.surface, borderWidth: 1 },
    data: run.updates.map(({ job, at, cores, effect }, index) => ({
      value: [at, rows.rowOf.get(job)!, rows.placeOf.get(job)!, index],
      symbol: effect ? 'diamond' : 'emptyDiamond',
      itemStyle: { opacity: faded(rows.placeOf.get(job)!) },
      label: {
        show: run.updates.length <= MOST_LABELS && !look.interactive,
        formatter: `→ ${coresText(cores)}`,
      },
    })),
    label: {
      position: 'right',
      distance: 3,
      fontSize: 11,
      fontFamily: font,
      color: theme.ink,
      textBorderColor: theme.surface,
      textBorderWidth: 3,
    },
  };
  const ends: ScatterSeriesOption = {
    ...common,
    id: 'ends',
    name: 'failed or cancelled',
    color: theme.bad,
    symbol: CROSS,
    symbolSize: 9,
    data: run.report.jobs.flatMap(({ id, state, turnaround, finished_at }, place) =>
      state === 'done' || turnaround === null
        ? []
        : [
            {
              value: [finished_at ?? run.report.run.clock, rows.rowOf.get(id)!, place],
              itemStyle: { opacity: faded(place) },
            },
          ],
    ),
  };
  return [updates, ends].filter(({ data }) => (data as readonly unknown[]).length > 0);
}
