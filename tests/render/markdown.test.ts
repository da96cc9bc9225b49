import { expect, it } from '@jest/globals';
import { render } from '../../src/render/index.js';
import { escapedMarkdown } from '../../src/render/markdown.js';
import { hostileReport, sampleReport } from './sample-report.js';

it('writes the tables as Markdown', () => {
  expect(render(sampleReport(), { format: 'markdown', width: 80, color: true })).toMatchSnapshot();
});

it('keeps to its columns, whatever a job is called', () => {
  const lines = render(hostileReport(), { format: 'markdown', width: 80, color: false }).split('\n');
  const jobs = lines.slice(2, lines.indexOf('', 2));
  const bars = jobs.map((line) => line.replaceAll('\\|', '').split('|').length);
  expect(new Set(bars).size).toBe(1);
});

it.each([
  ['<b>&lt;', '\\<b\\>\\&lt;'],
  ['![x](http://e.invalid)', '\\!\\[x\\](http\\://e.invalid)'],
  ['www.e.invalid 1.5', 'www\\.e.invalid 1.5'],
  ['@all a@b.c', '\\@all a\\@b.c'],
  ['a\nb\u001b', 'a\\\\u000ab\\\\u001b'],
  ['fcfs, strict: 3', 'fcfs, strict: 3'],
])('shows %j as it is', (text, escaped) => {
  expect(escapedMarkdown(text)).toBe(escaped);
});
