import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pathToFileURL } from 'node:url';
import { MARGIN } from '../../src/pictures/run/axes.js';
import { DARK, LIGHT } from '../../src/pictures/theme.js';
import { sandbox } from '../cli/support/tfsched.js';
import { manyJobs } from '../cli/support/workloads.js';
import { type Browser, type BrowserPage, type PageLook, startChromium } from './support/chromium.js';

const { file, read, tfsched } = sandbox();

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(async () => {
  await browser.close();
});

/** Everything that a picture can show: pauses, resizes, an update, a failure. */
const ALL = `
name: everything
cores: 2
defaults: { model: spin, cores: 1 }
jobs:
  - { id: one, duration: 4s, updates: [{ at: 1s, cores: 2 }] }
  - { id: two, duration: 3s, cores: 2, arrival: 1s }
  - { id: three, duration: 9s, arrival: 2s, timeout: 2s }
`;

interface Shown {
  readonly jobs: readonly { readonly id: string }[];
  readonly segments: readonly { readonly job: string; readonly kind: string }[];
  readonly summary: { readonly makespan: number };
}

/** Simulates a workload and opens the page of it. */
async function open(
  name: string,
  workload: string,
  flags = '-p rr -q 1 -r max_prop',
  look?: PageLook,
): Promise<BrowserPage> {
  const source = workload.startsWith('{') ? `${name}.jsonl` : `${name}.yaml`;
  file(source, workload);
  await tfsched(`simulate ${source} ${flags} --html ${name}.html`);
  return openFile(`${name}.html`, look);
}

async function openFile(name: string, look?: PageLook): Promise<BrowserPage> {
  const path = file('open.html', read(name));
  const page = await browser.open(path, look);
  expect(page.told).toEqual([]);
  expect(page.asked).toEqual([pathToFileURL(path).href]);
  return page;
}

async function reportOf(name: string): Promise<Shown> {
  const { stdout } = await tfsched(`simulate ${name}.yaml -p rr -q 1 -r max_prop --json`);
  return JSON.parse(stdout) as Shown;
}

/** A copy of a canvas: Chromium complains when the page's own is read again and again. */
const READABLE = `
  const readable = (canvas) => {
    const { width, height } = canvas;
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    return context;
  };
`;

/** Stretches of the palette's colours in a line of pixels of a chart: a bar each, for bars have a gap between them. */
function barsAt(page: BrowserPage, y: number): Promise<number> {
  return page.value(`(() => {
    ${READABLE}
    const canvas = document.querySelector('#gantt canvas');
    const { data } = readable(canvas).getImageData(0, ${y}, canvas.width, 1);
    const palette = ${JSON.stringify(LIGHT.jobs.map(({ fill }) => fill))};
    const at = (x) => '#' + [0, 1, 2].map((n) => data[4 * x + n].toString(16).padStart(2, '0')).join('');
    let bars = 0;
    for (let x = 1; x < canvas.width; x++)
      if (palette.includes(at(x)) && at(x) !== at(x - 1)) bars += 1;
    return bars;
  })()`);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Where a chart is in the window, after scrolling there. */
function boxOf(page: BrowserPage, id: string): Promise<Box> {
  return page.value(`(() => {
    const chart = document.getElementById('${id}');
    chart.scrollIntoView({ block: 'start', behavior: 'instant' });
    const { x, y, width } = chart.getBoundingClientRect();
    return { x, y, width };
  })()`);
}

/** What stands in the box beside the pointer, when it has come. */
async function tipOf(page: BrowserPage): Promise<string> {
  await page.until(`document.querySelector('.tip')?.checkVisibility({ visibilityProperty: true })`);
  return page.value(`document.querySelector('.tip').innerText`);
}

/** Pixels: of the upper panel of two cores, from the chart's top. */
const FIRST_CORE = 36;
const CORE = 28;
/** Of its lower panel. */
const FIRST_JOB = FIRST_CORE + 2 * CORE + 22;
const JOB = 30;
/** In the lower half of the middle row where there are four cores and many jobs: pauses are drawn there. */
const MANY_JOBS_MIDDLE = FIRST_CORE + 4 * CORE + 22 + 420 / 2 + 4;
/** Between a bar's upper edge and its words. */
const ABOVE_WORDS = 5;

describe('the page of a run', () => {
  let page: BrowserPage;
  let report: Shown;

  beforeAll(async () => {
    page = await open('all', ALL);
    report = await reportOf('all');
  });

  it('says what was run, in figures and jobs', async () => {
    expect(await page.value('document.title')).toBe('everything – tfsched');
    const tables = await page.value<string[]>(
      `[...document.querySelectorAll('table')].map(({ innerText }) => innerText)`,
    );
    expect(tables.join('\n')).toMatch(/makespan/);
    for (const { id } of report.jobs) expect(tables.at(-1)).toContain(id);
    expect(await page.value(`document.querySelector('.notices').innerText`)).toBe(
      'three failed: timeout, exit code 137',
    );
  });

  it('has a bar for each time that a core was held', async () => {
    const trace = await traceOfCores('all');
    expect(await barsAt(page, FIRST_CORE + ABOVE_WORDS)).toBe(trace.filter((core) => core === 0).length);
    expect(await barsAt(page, FIRST_CORE + CORE + ABOVE_WORDS)).toBe(
      trace.filter((core) => core === 1).length,
    );
  });

  it('has a bar for each time that a job ran', async () => {
    for (const [row, { id }] of report.jobs.entries()) {
      const ran = report.segments.filter(({ job, kind }) => job === id && kind === 'run').length;
      // All bars of a row end at the same height from below.
      expect(await barsAt(page, FIRST_JOB + row * JOB + JOB - 4)).toBe(ran);
    }
  });

  it('names axes with their units, cores and jobs', async () => {
    const written = await page.written();
    expect(written).toEqual(
      expect.arrayContaining([
        'core',
        'job',
        "time on the run's clock (s)",
        'cores',
        'jobs',
        'time (s)',
        'finished jobs that took no longer',
      ]),
    );
    expect(written).toEqual(expect.arrayContaining(['0', '1', 'one', 'two', 'three']));
    expect(written).toEqual(
      expect.arrayContaining(['running', 'paused', 'request changed by its user', 'failed or cancelled']),
    );
  });

  it('tells the job of a bar that is pointed at', async () => {
    const { x, y, width } = await boxOf(page, 'gantt');
    const at = (seconds: number): number =>
      x + MARGIN.left + (seconds / report.summary.makespan) * (width - MARGIN.left - MARGIN.right);
    await page.pointAt(at(0.5), y + FIRST_CORE + CORE / 2);
    expect(await tipOf(page)).toMatch(/^one\nheld core 0\n0 s to \S+ s: \S+ s\nspin, asked for 1 core$/);
    await page.pointAt(at(1), y + FIRST_JOB + JOB / 2);
    expect(await tipOf(page)).toBe('one\nits user asks for 2 cores\nat 1 s');
  });

  it('tells the counts at a time that is pointed at', async () => {
    const { x, y, width } = await boxOf(page, 'usage');
    await page.pointAt(x + MARGIN.left + (width - MARGIN.left - MARGIN.right) / 2, y + 100);
    await page.until(`document.querySelector('#usage .tip') !== null`);
    expect(await page.value(`document.querySelector('#usage .tip').innerText`)).toMatch(
      /^[\d.]+ s\ncores in use: 2\nqueued or paused: \d\nqueued: \d$/,
    );
  });

  it('has its charts as tables', async () => {
    await page.value(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    await page.until(`document.querySelectorAll('details table').length >= 4`);
    const captions = await page.value(
      `[...document.querySelectorAll('details caption')].map(({ innerText }) => innerText)`,
    );
    expect(captions).toEqual([
      'Requests changed by their users',
      'What each job did, by time',
      'Cores in use and jobs that wait, from each change on',
      'So much of the finished jobs took no longer than',
    ]);
  });

  it('still has nothing to complain about, and has asked for nothing', () => {
    expect(page.told).toEqual([]);
    expect(page.asked).toHaveLength(1);
  });
});

describe('light and dark', () => {
  const ground = (page: BrowserPage): Promise<readonly [string, string]> =>
    page.value(`(() => {
      ${READABLE}
      const hex = (numbers) => '#' + [...numbers].slice(0, 3).map((n) => Number(n).toString(16).padStart(2, '0')).join('');
      const canvas = document.querySelector('#gantt canvas');
      return [
        hex(getComputedStyle(document.body).backgroundColor.match(/\\d+/g)),
        hex(readable(canvas).getImageData(2, 2, 1, 1).data),
      ];
    })()`);

  it.each([
    [false, LIGHT, DARK],
    [true, DARK, LIGHT],
  ])('dark %s is as the system has it, and the button changes it', async (dark, first, second) => {
    const page = await open('all', ALL, '-p rr -q 1', { dark });
    expect(await ground(page)).toEqual([first.surface, first.surface]);
    const pressed = `document.querySelector('header button').getAttribute('aria-pressed')`;
    expect(await page.value(pressed)).toBe(String(dark));
    await page.value(`document.querySelector('header button').click()`);
    expect(await page.value(pressed)).toBe(String(!dark));
    await page.value('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    expect(await ground(page)).toEqual([second.surface, second.surface]);
  });
});

describe('the keyboard', () => {
  const focused = `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.id) || document.activeElement.innerText`;
  /** Presses a key. What is written then that was not written of the whole run: marks of a part of it. */
  const news = async (
    page: BrowserPage,
    key: string,
    whole: readonly string[],
  ): Promise<readonly string[]> => {
    await page.value('globalThis.written.splice(0)');
    await page.press(key);
    const frame = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))';
    await page.value(frame);
    return (await page.written()).filter((text) => !whole.includes(text));
  };

  it('reaches every control, and moves the charts', async () => {
    const page = await open('all', ALL);
    const whole = await page.written();
    const reached: string[] = [];
    for (let presses = 0; presses < 20; presses++) {
      await page.press('Tab');
      reached.push(await page.value(focused));
      if (reached.at(-1) === 'Zoom in') expect(await news(page, 'Enter', whole)).not.toEqual([]);
      if (reached.at(-1) === 'Zoom out') expect(await news(page, 'Enter', whole)).toEqual([]);
      if (reached.at(-1)?.startsWith('Who held which') === true) {
        expect(await news(page, '+', whole)).not.toEqual([]);
        expect(await news(page, 'ArrowRight', whole)).not.toEqual([]);
        expect(await news(page, '0', whole)).toEqual([]);
      }
    }
    expect(reached).toEqual(
      expect.arrayContaining([
        'Dark colours',
        'Zoom in',
        'Zoom out',
        'Earlier',
        'Later',
        'Show the whole run',
        'find',
        expect.stringMatching(/^Who held which of 2 cores, and what 3 jobs did/),
        'The same as a table',
        expect.stringMatching(/^Cores in use/),
        expect.stringMatching(/^Which share/),
      ]),
    );
  });
});

describe('what a workload may say', () => {
  it('is text, whatever it looks like', async () => {
    const evil = '</script><script>document.title = 1</script><img src="x" onerror="document.title = 2">';
    const jobs = `[{ id: a, model: spin, cores: 1, duration: 3, user: '${evil}', timeout: 1 }]`;
    const page = await open('evil', `name: '${evil}'\njobs: ${jobs}\n`, '--cores 1');
    expect(await page.value('document.title')).toBe(`${evil} – tfsched`);
    expect(await page.value(`document.querySelector('h1').textContent`)).toBe(evil);
    expect(await page.value(`document.querySelectorAll('img, #page script').length`)).toBe(0);
    expect(
      await page.value(
        `[...document.querySelectorAll('td')].some((cell) => cell.textContent === ${JSON.stringify(evil).replaceAll('<', '\\x3c')})`,
      ),
    ).toBe(true);
    const { x, y } = await boxOf(page, 'gantt');
    await page.pointAt(x + MARGIN.left + 50, y + FIRST_CORE + CORE / 2);
    expect(await tipOf(page)).toContain(`user ${evil}`);
  });
});

describe('a run of which there is little to show', () => {
  const notices = (page: BrowserPage): Promise<string> =>
    page.value(`document.querySelector('.notices')?.innerText ?? ''`);
  const charts = (page: BrowserPage): Promise<string[]> =>
    page.value(`[...document.querySelectorAll('.chart')].map(({ id }) => id)`);

  it('of one job', async () => {
    const page = await open('one', 'jobs: [{ id: a, model: spin, cores: 1, duration: 1 }]\n', '--cores 1');
    expect(await charts(page)).toEqual(['gantt', 'usage', 'waiting']);
    expect(await notices(page)).toBe('');
  });

  it('without scheduling shows jobs and no cores', async () => {
    const page = await open('none', ALL, '-p none');
    expect(
      await page.value(`[...document.querySelectorAll('h2')].map(({ innerText }) => innerText)`),
    ).toContain('Jobs over time');
    expect(await page.written()).not.toContain('core');
  });

  it('in which all jobs failed', async () => {
    const page = await open('failed', 'jobs: [{ id: a, model: spin, cores: 1, duration: 3, timeout: 1 }]\n');
    expect(await charts(page)).toEqual(['gantt', 'usage']);
    expect(await notices(page)).toBe(
      'No job has finished: there are no statistics.\na failed: timeout, exit code 137',
    );
  });

  it.each<[string, string, RegExp, readonly string[]]>([
    ['nothing was announced', '"kind":"job"', /^The run has no jobs\./, []],
    ['nothing has arrived', '"kind":"arrived"', /^No job has run\./, []],
    ['nothing has started', '"kind":"outcome"', /^No job has run\./, ['gantt', 'usage']],
    ['nothing has ended', '"kind":"exited"', /^No job has finished/, ['gantt', 'usage']],
  ])('whose log was cut when %s', async (name, before, what, shown) => {
    await tfsched('simulate all.yaml -p rr -q 1 --out all');
    const log = read('all/events.jsonl').split('\n');
    const cut = log.slice(
      0,
      log.findIndex((line) => line.includes(before)),
    );
    const folder = name.replaceAll(' ', '-');
    file(`${folder}/events.jsonl`, `${cut.join('\n')}\n`);
    await tfsched(`report ${folder} --html ${folder}.html`);
    const page = await openFile(`${folder}.html`);
    expect(await notices(page)).toMatch(what);
    expect(await notices(page)).toContain('The run was interrupted: the log has no end.');
    expect(await charts(page)).toEqual(shown);
  });
});

describe('a run of very many stretches', () => {
  it('is drawn, found through and pointed at', async () => {
    const page = await open('many', manyJobs(4000), '--cores 4 -p rr -q 0.5 -r strict');
    const segments = await page.value<number>(
      `JSON.parse(document.getElementById('run').textContent).report.segments.length`,
    );
    expect(segments).toBeGreaterThan(10_000);
    await page.value(`(() => {
      const search = document.getElementById('find');
      search.value = 'j2000';
      search.dispatchEvent(new Event('input'));
    })()`);
    await page.until(`globalThis.written.includes('j2000')`);
    const { x, y, width } = await boxOf(page, 'gantt');
    // It is in the middle of what is shown now: of the time, and of the rows.
    await page.pointAt(x + MARGIN.left + (width - MARGIN.left - MARGIN.right) / 2, y + MANY_JOBS_MIDDLE);
    expect(await tipOf(page)).toMatch(/^j2000\n/);
    expect(page.told).toEqual([]);
  });

  it('shows as many rows of jobs as are asked for', async () => {
    const page = await open('many', manyJobs(120), '--cores 8');
    const rows = `document.querySelectorAll('section:last-child tbody tr').length`;
    expect(await page.value(rows)).toBe(50);
    await page.value(`document.querySelector('section:last-child .table > button').click()`);
    expect(await page.value(rows)).toBe(100);
    await page.value(`document.querySelector('section:last-child .table > button').click()`);
    expect(await page.value(rows)).toBe(120);
    expect(await page.value(`document.querySelector('section:last-child .table > button')`)).toBeNull();
  });
});

/** The core of each time that one was held, as `export` tells. */
async function traceOfCores(name: string): Promise<readonly number[]> {
  await tfsched(`simulate ${name}.yaml -p rr -q 1 -r max_prop --out trace-${name}`);
  const { stdout } = await tfsched(`export trace-${name} --format trace`);
  const { traceEvents } = JSON.parse(stdout) as { traceEvents: readonly { cat?: string; tid: number }[] };
  return traceEvents.filter(({ cat }) => cat === 'core').map(({ tid }) => tid);
}
