import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { expectRefusal } from '../../cli/support/expect-refusal.js';
import { sandbox } from '../../cli/support/tfsched.js';
import { BASE } from './support/daemon.js';
import { SPINS } from './support/workloads.js';

const { folder, file, read, tfsched } = sandbox('real daemon');
file('spins.yaml', SPINS);
file('taken/events.jsonl', 'the log of another run\n');

const job = (more: object): string =>
  JSON.stringify({ jobs: [{ id: 'own', cores: 1, image: BASE, command: ['true'], ...more }] });

/** What is said before there is a container, and the exit code. */
const REFUSALS: readonly (readonly [string, string, string, number, RegExp])[] = [
  [
    'an image that is not there',
    'run - --pull never',
    job({ image: 'nowhere/nothing:1' }),
    3,
    /^error: there is no image nowhere\/nothing:1: /,
  ],
  [
    'a network that is not granted',
    'run -',
    job({ network: true }),
    2,
    /^error: job own asks for network: give --allow network$/m,
  ],
  [
    'more than is granted',
    'run - --allow network',
    job({ network: true, writable: true, user: 'root' }),
    2,
    /own asks for writable/,
  ],
  [
    'more memory than the host has',
    'run -',
    job({ memory: '900000g' }),
    2,
    /^error: job own asks for more memory than the Docker host's \d+ MiB$/m,
  ],
  [
    'more cores than the host has',
    'run spins.yaml --cores 5000',
    '',
    2,
    /^error: --cores asks for 5000 cores and there are? (is )?\d+: give --cores \d+, or --emulate/,
  ],
  [
    'a core that the host has not',
    'run spins.yaml --cpus 60000,60001',
    '',
    2,
    /^error: --cpus: the Docker host has no cores? 60000, ?60001/,
  ],
  [
    'fewer named cores than wanted',
    'run spins.yaml --cpus 0',
    '',
    2,
    /^error: the workload asks for 2 cores and there is 1: give --cores 1/,
  ],
  [
    'a hundred times the cores and more',
    'run spins.yaml --emulate --cores 1000000',
    '',
    2,
    /^error: --emulate gives at most \d+ cores on \d+ of the host, not 1000000/,
  ],
  [
    'a folder with the log of another run',
    'run spins.yaml --out taken',
    '',
    4,
    /there is the log of another run; choose another folder with --out/,
  ],
  [
    'a folder that cannot be made',
    'run spins.yaml --out spins.yaml/x',
    '',
    4,
    /^error: cannot make the folder of the run: /,
  ],
];

describe('run refuses before there is a container', () => {
  it.each(REFUSALS)('%s', async (_, line, stdin, code, what) => {
    expectRefusal(await tfsched(line, { stdin }), code, what);
  });

  it('locks that cannot be written', async () => {
    const result = await tfsched('run spins.yaml --out fresh', { env: { XDG_STATE_HOME: '/dev/null' } });
    expectRefusal(result, 4, /^error: the cores cannot be locked: .*; set XDG_STATE_HOME to a folder/);
    expect(existsSync(join(folder, 'fresh'))).toBe(false);
  });

  it('and leaves everything as it was', () => {
    expect(read('taken/events.jsonl')).toBe('the log of another run\n');
    expect(existsSync(join(folder, 'state/tfsched/runs'))).toBe(false);
  });
});
