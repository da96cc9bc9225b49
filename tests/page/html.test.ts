import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { htmlOf, jsonInScript } from '../../src/page/html.js';
import { runOf, workloadOf } from '../export/sources.js';

const EVIL = `</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>`;

async function pageOf(script = 'draw();'): Promise<string> {
  const workload = workloadOf(
    JSON.stringify({
      name: EVIL,
      jobs: [{ id: 'a', model: 'spin', duration: 2, cores: 1, user: EVIL, timeout: 1 }],
    }),
  );
  const run = await runOf(workload, 1);
  const [job] = run.report.jobs;
  const jobs = [{ ...job!, id: EVIL, model: EVIL, reason: EVIL }];
  return htmlOf({ ...run, report: { ...run.report, jobs } }, script).join('');
}

describe('the page', () => {
  it('holds what the workload says as data, and never as markup', async () => {
    const html = await pageOf();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
    const data = /<script type="application\/json" id="run">([^<]*)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({
      report: {
        run: { workload: { name: EVIL } },
        jobs: [{ id: EVIL, model: EVIL, user: EVIL, reason: EVIL }],
      },
    });
  });

  it('allows its own script and style, and nothing else', async () => {
    const html = await pageOf();
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash('draw();')}`,
      `style-src ${hash(style)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('names no other place', async () => {
    expect((await pageOf()).match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
  });

  it('keeps its script whole where that speaks of its own end', async () => {
    const html = await pageOf('x = "</script>"; y = "<!-- </SCRIPT>";');
    expect(html).toContain('<script>x = "\\x3c/script>"; y = "\\x3c!-- \\x3c/SCRIPT>";</script>');
  });

  it('has equal bytes for equal runs', async () => {
    expect(await pageOf()).toBe(await pageOf());
  });
});

it('JSON in a script is what it was, without a sign that begins markup', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = jsonInScript(value);
      expect(text).not.toContain('<');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
