import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Finished, sandbox } from '../../cli/support/tfsched.js';
import { SPINS } from './support/workloads.js';

const { file, bash } = sandbox('real daemon');
beforeAll(() => void file('spins.yaml', SPINS));

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

const whereScriptIs = spawnSync('script', ['--version']).status === 0 ? describe : describe.skip;

whereScriptIs('run on a terminal', () => {
  // A terminal without a size says 0.
  it.each([
    [0, 0],
    [20, 3],
    [90, 24],
  ])('of %d columns and %d rows draws the run and leaves the tables alone', async (columns, rows) => {
    const { code, stdout } = await onTerminal(columns, rows, 'NO_COLOR=1 tfsched run spins.yaml');
    expect(code).toBe(0);
    expect(stdout.split(HIDE_CURSOR)).toHaveLength(2);
    const [live = '', after = ''] = stdout.split(SHOW_CURSOR);
    expect(live).toContain('spins');
    expect(after).toMatch(/^spins: fcfs,/);
    expect(after).not.toContain('\u001b');
  });

  it('draws nothing with --quiet', async () => {
    const { stdout } = await onTerminal(90, 24, 'NO_COLOR=1 tfsched run spins.yaml --quiet');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/^finished +3 of 3 /m);
  });
});

/** With a terminal of that size on all three streams; what it shows is stdout. */
function onTerminal(columns: number, rows: number, command: string): Promise<Finished> {
  const inner = `stty cols ${columns} rows ${rows} -onlcr; ${command}`;
  return bash(`script --quiet --return --command '${inner}' /dev/null`, { env: { TERM: 'xterm' } });
}
