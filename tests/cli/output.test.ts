import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { type Finished, sandbox } from './support/tfsched.js';
import { manyJobs, SMALL, TIMED_OUT } from './support/workloads.js';

const { file, read, tfsched, bash } = sandbox();
file('w.yaml', SMALL);
file('late.yaml', TIMED_OUT);
file('many.jsonl', manyJobs(5000));

/** What every escape sequence begins with. */
const ESCAPE = '\u001b[';

describe('a reader that has seen enough', () => {
  it.each(['', '--json', '--csv', '-f markdown', '-f gantt'])(
    'ends simulate %s of 5,000 jobs quietly',
    async (format) => {
      const { stdout, stderr } = await piped(`tfsched simulate many.jsonl --cores 8 ${format}`);
      expect(stdout.split('\n')).toHaveLength(2);
      expect(stderr).toBe('');
      expect(read('code.txt')).toBe('0\n');
    },
  );

  it.each(['--help', 'run --help', 'schema', 'completion bash', 'check many.jsonl --json'])(
    'ends %s quietly',
    async (line) => {
      const { stderr } = await piped(`tfsched ${line}`);
      expect(stderr).toBe('');
      expect(read('code.txt')).toBe('0\n');
    },
  );

  it('does not hide that a job failed', async () => {
    await piped('tfsched simulate late.yaml');
    expect(read('code.txt')).toBe('1\n');
  });

  it('may be gone from the beginning, on both streams', async () => {
    expect((await bash('tfsched simulate w.yaml >&- 2>&-')).code).toBe(0);
    expect((await bash('tfsched simulate nowhere.yaml 2>/dev/full')).code).toBe(2);
  });
});

describe('colour', () => {
  it.each<[string, boolean, Record<string, string>]>([
    ['a pipe', false, {}],
    ['a pipe with FORCE_COLOR=1', true, { FORCE_COLOR: '1' }],
    ['a pipe with FORCE_COLOR=0', false, { FORCE_COLOR: '0' }],
    ['a pipe with both', false, { FORCE_COLOR: '1', NO_COLOR: '1' }],
    ['a pipe with an empty NO_COLOR', true, { FORCE_COLOR: '1', NO_COLOR: '' }],
  ])('%s: %s', async (_, colored, env) => {
    const { stdout } = await tfsched('simulate w.yaml', { env });
    expect(stdout.includes(ESCAPE)).toBe(colored);
  });

  it('changes nothing but the colour', async () => {
    const plain = await tfsched('simulate late.yaml');
    const colored = await tfsched('simulate late.yaml', { env: { FORCE_COLOR: '1' } });
    expect(colored.stdout.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(plain.stdout);
  });

  it.each(['--json', '--csv', '-f markdown'])('is never in %s', async (format) => {
    const { stdout } = await tfsched(`simulate w.yaml ${format}`, { env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain(ESCAPE);
  });

  it('is on a terminal, and not with NO_COLOR', async () => {
    if (!hasScript()) return;
    expect((await onTerminal('tfsched simulate w.yaml', 80)).stdout).toContain(ESCAPE);
    expect((await onTerminal('NO_COLOR=1 tfsched simulate w.yaml', 80)).stdout).not.toContain(ESCAPE);
  });
});

describe('the width of tables', () => {
  it.each([40, 60, 80, 100, 160])('is at most --width %d', async (width) => {
    const { stdout } = await tfsched(`simulate late.yaml -p prio --preemptive --width ${width}`);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });

  it("is the terminal's", async () => {
    if (!hasScript()) return;
    const narrow = await onTerminal('NO_COLOR=1 tfsched simulate w.yaml', 50);
    expect(narrow.stdout).toBe((await tfsched('simulate w.yaml --width 50')).stdout);
  });

  it('is 100 elsewhere, and on a terminal that does not know its size', async () => {
    if (hasScript()) {
      const sizeless = await onTerminal('NO_COLOR=1 tfsched simulate w.yaml', 0);
      expect(sizeless.stdout).toBe((await tfsched('simulate w.yaml')).stdout);
    }
    expect(await tfsched('simulate w.yaml')).toEqual(await tfsched('simulate w.yaml --width 100'));
  });
});

/** Everything behind the first line is not read; the exit code goes to a file. */
function piped(command: string): Promise<Finished> {
  return bash(`{ ${command}; echo $? >code.txt; } | head -1`);
}

function hasScript(): boolean {
  return spawnSync('script', ['--version']).status === 0;
}

/** With a terminal of so many columns as stdout. */
async function onTerminal(command: string, columns: number): Promise<Finished> {
  const inner = `stty cols ${columns} -onlcr; ${command}`;
  return bash(`script --quiet --return --command '${inner}' /dev/null`, { env: { TERM: 'xterm' } });
}
