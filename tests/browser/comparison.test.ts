import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandbox } from '../cli/support/tfsched.js';
import { SMALL } from '../cli/support/workloads.js';
import { type Browser, type BrowserPage, startChromium } from './support/chromium.js';

const { file, folder, tfsched } = sandbox();

let browser: Browser;
let page: BrowserPage;
let cells: readonly string[];

beforeAll(async () => {
  browser = await startChromium();
  // A name that would be markup where it is not escaped.
  file('w.yaml', SMALL.replace('name: small', 'name: "<img src=x onerror=boom()>"'));
  const { stdout, code } = await tfsched(
    'compare w.yaml -p fcfs,prio -r strict,max_prop --html page.html --json --quiet',
  );
  expect(code).toBe(0);
  const { groups } = JSON.parse(stdout) as { groups: { cells: { label: string }[] }[] };
  cells = groups.flatMap((group) => group.cells.map(({ label }) => label));
  page = await browser.open(`${folder}/page.html`);
});

afterAll(async () => {
  await browser.close();
});

describe('the page of a comparison', () => {
  it('tells the console nothing and asks for nothing but itself', () => {
    expect(page.told).toEqual([]);
    expect(page.asked).toEqual([pathToFileURL(`${folder}/page.html`).href]);
  });

  it('has a row for each cell, and a figure in each column', async () => {
    expect(cells).toHaveLength(4);
    const rows = await page.value<string[][]>(
      `[...document.querySelectorAll('table')].flatMap((table) =>
         [...table.querySelectorAll('tr')].filter((row) => row.querySelector('td') !== null)
           .map((row) => [...row.cells].map((cell) => cell.innerText.trim())))`,
    );
    expect(rows.map(([label]) => label)).toEqual(cells);
    for (const row of rows) for (const text of row) expect(text).not.toBe('');
    const columns = await page.value<number>(`document.querySelector('table tr').cells.length`);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns));
  });

  it('has pictures of a size, and shows names as text', async () => {
    const pictures = await page.value<number[]>(
      `[...document.querySelectorAll('figure > svg')].map((svg) => svg.getBoundingClientRect().width)`,
    );
    expect(pictures.length).toBeGreaterThan(0);
    for (const width of pictures) expect(width).toBeGreaterThan(100);
    expect(await page.value<number>(`document.querySelectorAll('img, script').length`)).toBe(0);
  });
});
