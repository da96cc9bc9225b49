import { expect, it } from '@jest/globals';
import { render } from '../../src/render/index.js';
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
