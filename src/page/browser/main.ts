import { runSpan } from '../../metrics/run-span.js';
import { jobRows } from '../../pictures/run/job-rows.js';
import type { PicturedRun } from '../../pictures/run/pictured-run.js';
import { headline } from '../../render/report/headline.js';
import { printable } from '../../workload/printable.js';
import { noticesOf } from '../notices.js';
import {
  figuresTable,
  ganttData,
  jobsData,
  statisticsData,
  updatesData,
  usageData,
  waitingData,
} from '../table-data.js';
import { button, element } from './element.js';
import { type Range, wholeRange } from './range.js';
import { table, tableBehind } from './table.js';
import { themeSwitch } from './theme-switch.js';
import { ganttChart, MANY_JOBS, usageChart } from './time-charts.js';
import { waitingChart } from './waiting-chart.js';

const run = JSON.parse(document.getElementById('run')!.textContent) as PicturedRun;
const { report } = run;
const page = document.getElementById('page')!;
const redraws: (() => void)[] = [];

let focused: number | undefined;
const focus = {
  get: () => focused,
  set: (job: number | undefined) => {
    if (job === focused) return;
    focused = job;
    redraws[0]?.();
  },
};

document.title = `${printable(report.run.workload.name ?? report.run.workload.file)} – tfsched`;
const { control, theme } = themeSwitch(() => redraws.forEach((redraw) => redraw()));
page.append(header(), ...notices(), summary(), ...charts(), ...jobs());

function header(): HTMLElement {
  const { id, created, host } = report.run;
  const facts = [
    `run ${printable(id)}`,
    ...(created === null ? [] : [created]),
    ...(host.name === undefined ? [] : [`on ${printable(String(host.name))}`]),
    `tfsched ${printable(report.tfsched.version)}`,
  ];
  return element(
    'header',
    {},
    element(
      'div',
      {},
      element('h1', {}, printable(report.run.workload.name ?? report.run.workload.file)),
      element('p', {}, headline(report)),
      element('p', { class: 'quiet' }, facts.join(', ')),
    ),
    control,
  );
}

function notices(): HTMLElement[] {
  const texts = noticesOf(report);
  if (texts.length === 0) return [];
  const items = texts.map((text) => element('li', {}, text));
  return [element('ul', { class: 'notices', 'aria-label': 'Notices' }, ...items)];
}

function summary(): HTMLElement {
  const tables = [figuresTable(report), statisticsData(report)].filter(({ rows }) => rows.length > 0);
  return section('Summary', element('div', { class: 'tables' }, ...tables.map(table)));
}

/** Nothing has happened in a run that no job has arrived in. */
function charts(): HTMLElement[] {
  if (report.jobs.every(({ turnaround }) => turnaround === null)) return [];
  const time = wholeRange();
  const rows = report.jobs.length > MANY_JOBS ? wholeRange() : undefined;
  const hasCores = report.config.realloc !== null;
  const overTime = section(hasCores ? 'Cores and jobs over time' : 'Jobs over time', toolbar(time, rows));
  const use = section('Cores in use and jobs that wait');
  const distributions = section('Waiting and turnaround');
  const cores = ganttChart(run, theme, rows === undefined ? { time } : { time, rows }, focus);
  const inUse = usageChart(run, theme, { time });
  const waits = waitingChart(run, theme);
  for (const each of [cores, inUse, waits]) if (each !== undefined) redraws.push(each.redraw);
  overTime.append(
    cores.element,
    tableBehind('The same as a table', () => [
      ...(run.updates.length > 0 ? [updatesData(run)] : []),
      ganttData(run),
    ]),
  );
  use.append(
    inUse.element,
    tableBehind('The same as a table', () => [usageData(run)]),
  );
  if (waits === undefined) distributions.append(element('p', {}, 'No job has finished.'));
  else
    distributions.append(
      waits.element,
      tableBehind('The same as a table', () => [waitingData(run)]),
    );
  return [overTime, use, distributions];
}

function toolbar(time: Range, rows: Range | undefined): HTMLElement {
  const ids = element(
    'datalist',
    { id: 'ids' },
    ...report.jobs.map(({ id }) => element('option', { value: id })),
  );
  const search = element('input', {
    list: 'ids',
    type: 'search',
    id: 'find',
    size: '16',
    autocomplete: 'off',
  });
  search.addEventListener('input', () => find(search.value, time, rows));
  return element(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': 'Time' },
    button('+', 'Zoom in', () => time.scale(0.5)),
    button('−', 'Zoom out', () => time.scale(2)),
    button('←', 'Earlier', () => time.move(-0.5)),
    button('→', 'Later', () => time.move(0.5)),
    button('Whole run', 'Show the whole run', () => {
      time.set(0, 100);
      rows?.set(0, 100);
    }),
    element('span', { class: 'quiet' }, 'Drag to move, Ctrl and wheel to zoom'),
    element('label', { for: 'find' }, 'Find a job'),
    search,
    ids,
  );
}

/** So many rows above and below a job that was found are shown. */
const NEIGHBOURS = 12;

/** Goes to a job and fades the others; with no such job all of them are as before. */
function find(id: string, time: Range, rows: Range | undefined): void {
  const place = report.jobs.findIndex((job) => job.id === id);
  const job = report.jobs[place];
  focus.set(job === undefined ? undefined : place);
  if (job === undefined) return;
  const { from, to } = runSpan(report);
  const percentOf = (at: number): number => (100 * (at - from)) / (to - from);
  const start = percentOf(job.arrival);
  const end = percentOf(job.finished_at ?? report.run.clock);
  const around = Math.max(0.5, (end - start) / 2);
  time.set(start - around, end + around);
  const row = jobRows(report.jobs).rowOf.get(id) ?? 0;
  const last = report.jobs.length - 1;
  rows?.set((100 * (row - NEIGHBOURS)) / last, (100 * (row + NEIGHBOURS)) / last);
}

function jobs(): HTMLElement[] {
  return report.jobs.length === 0 ? [] : [section('Jobs', table(jobsData(report)))];
}

function section(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...children);
}
