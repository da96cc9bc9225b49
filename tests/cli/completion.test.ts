import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sandbox } from './support/tfsched.js';

const { file, tfsched, bash } = sandbox();

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish'])
    file(`tfsched.${shell}`, (await tfsched(`completion ${shell}`)).stdout);
});

describe('the completion script', () => {
  it.each(['bash', 'zsh', 'fish'])('of %s is one that the shell can read', async (shell) => {
    const { stdout, stderr } = await tfsched(`completion ${shell}`);
    expect(stdout).toMatch(/tfsched/);
    expect(stderr).toBe('');
    if (!isThere(shell)) return;
    expect(await bash(`${shell} -n tfsched.${shell}`)).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [
      'tfsched ',
      'run simulate compare profile check generate import export report explain diff schema ps clean image doctor completion help --help --version',
    ],
    ['tfsched re', 'report'],
    ['tfsched help ch', 'check'],
    ['tfsched run --poli', '--policy'],
    ['tfsched run w.yaml --policy ', 'fcfs prio rr sjf srpt mlfq fair_share easy conservative none'],
    ['tfsched run -p p', 'prio'],
    ['tfsched simulate -r m', 'max_prop'],
    ['tfsched simulate --victim l', 'longest_run lowest_priority'],
    ['tfsched run --allow ', 'network writable user mounts'],
    ['tfsched report --format m', 'markdown'],
    ['tfsched schema ', 'workload report profile comparison'],
    ['tfsched completion z', 'zsh'],
    ['tfsched image ', 'build list rm'],
    ['tfsched image build --ba', '--base'],
    ['tfsched doctor --', '--json --help'],
    // Files are what bash offers where the script offers nothing.
    ['tfsched run ', ''],
    ['tfsched report --width ', ''],
  ])('completes "%s" in bash', async (typed, offered) => {
    expect((await offeredByBash(typed)).stdout.trim()).toBe(offered);
  });

  it('completes in fish', async () => {
    if (!isThere('fish')) return;
    const { stdout } = await bash(`fish -c 'source tfsched.fish; complete -C "tfsched run --victim l"'`);
    // Each line is a word, a tab and what it means.
    expect(stdout.match(/^\S+/gm)).toEqual(['longest_run', 'lowest_priority']);
  });
});

function isThere(shell: string): boolean {
  return spawnSync(shell, ['-c', 'true']).status === 0;
}

/** What bash does when Tab is pressed behind a line. */
async function offeredByBash(typed: string): Promise<{ readonly stdout: string }> {
  const words = typed.split(' ').map((word) => `'${word}'`);
  return bash(
    `source tfsched.bash && complete -p tfsched | grep -q -- '-o default -F _tfsched' &&
     COMP_WORDS=(${words.join(' ')}) COMP_CWORD=${words.length - 1} && _tfsched && echo "\${COMPREPLY[*]}"`,
  );
}
