import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, read, tfsched, bash } = sandbox();
const LOG = `; Computer: Test
; MaxProcs: 4
1 0 -1 10 2 -1 -1 2 20 -1 1 1 -1 1 -1 -1 -1 -1
2 1 -1 5 4 -1 -1 4 9 -1 1 2 -1 1 -1 -1 -1 -1
3 2 -1 -1 4 -1 -1 4 9 -1 0 2 -1 1 -1 -1 -1 -1
`;

beforeAll(async () => {
  file('w.yaml', SMALL);
  file('log.swf', LOG);
  await tfsched('simulate w.yaml --out run');
});

describe('import', () => {
  it('makes a workload that can be run, and says what it left out', async () => {
    const { stdout, stderr, code } = await tfsched('import log.swf');
    expect({ stderr, code }).toEqual({ stderr: 'note: no run time, left out: 1 job\n', code: 0 });
    file('imported.yaml', stdout);
    expect((await tfsched('check imported.yaml')).code).toBe(0);
  });

  it('writes JSON lines where the name of the file says so', async () => {
    await tfsched('import log.swf -o imported.jsonl --model lstm --time-scale 0.5');
    expect(read('imported.jsonl').split('\n')[0]).toBe(
      '{"id":"1","duration":5,"cores":2,"model":"lstm","user":"1","estimate":10}',
    );
  });

  it('reads standard input, in the format that is named', async () => {
    const { stdout } = await tfsched('import - -f requests --duration 3', {
      stdin: 'execution,a,spin,1,0,2\n',
    });
    expect(stdout).toContain('{ id: a, duration: 3, cores: 1, model: spin, priority: 2 }');
  });

  it.each([
    ['w.yaml', 'its name does not tell what it is: give --format, one of swf, requests, csv'],
    ['nowhere.swf', 'nowhere.swf:1:1: there is no such file'],
    ['log.swf --time-scale 0', 'Give a number above 0'],
    ['log.swf --column foo=bar', 'Give a key of a job and a column'],
    ['log.swf -f csv', 'log.swf:'],
  ])('refuses %s', async (line, message) => {
    expectRefusal(await tfsched(`import ${line}`), 2, message.replace(/[()]/g, '.'));
  });

  it('is done by simulate and check by themselves', async () => {
    const { stdout, stderr, code } = await tfsched('simulate log.swf --policy easy --csv');
    expect(stdout.split('\r\n')).toHaveLength(4);
    expect(stderr.split('\n')).toEqual([
      'note: no run time, left out: 1 job',
      'note: estimates are 1.80 to 2.00 times the dedicated time, the middle one 1.80',
      '',
    ]);
    expect(code).toBe(0);
  });
});

describe('export', () => {
  it.each(['swf', 'csv', 'batsim', 'trace'])('writes a run as %s', async (format) => {
    const { stdout, stderr, code } = await tfsched(`export run --format ${format}`);
    expect(stdout.length).toBeGreaterThan(100);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it.each(['swf', 'csv'])('writes a workload as %s, which import reads as the same', async (format) => {
    await tfsched(`export log.swf -f csv -o once.csv`);
    const { code } = await bash(
      `tfsched export once.csv -f ${format} -o twice.${format} && tfsched import twice.${format} > a && tfsched import log.swf > b`,
    );
    expect(code).toBe(0);
    expect(read('a').replace(/^(name|cores):.*\n/gm, '')).toBe(read('b').replace(/^(name|cores):.*\n/gm, ''));
  });

  it.each([
    ['w.yaml -f trace', 'trace is made of the folder of a run'],
    ['w.yaml -f foo', 'Allowed choices are swf, csv, batsim, trace'],
    ['w.yaml', "required option '-f, --format <name>' not specified"],
    ['nowhere -f swf', 'nowhere:1:1: there is no such file'],
  ])('refuses %s', async (line, message) => {
    expectRefusal(await tfsched(`export ${line}`), 2, message);
  });

  it('refuses a folder that is no run', async () => {
    expectRefusal(await tfsched('export . -f swf'), 4, 'events.jsonl');
  });
});

describe('generate', () => {
  it('makes the same workload for the same seed, and one that can be simulated', async () => {
    const line =
      'generate --jobs 20 --cores 4 --models spin=3,lstm=1 --requests 1..4 --durations lognormal:5s:1 --seed 7';
    const { stdout, code } = await tfsched(line);
    expect(code).toBe(0);
    expect((await tfsched(line)).stdout).toBe(stdout);
    expect((await tfsched(line.replace('7', '8'))).stdout).not.toBe(stdout);
    const simulated = await bash(`${['tfsched', line].join(' ')} | tfsched simulate - --json`);
    expect(simulated.code).toBe(0);
  });

  it('takes a spec, and flags win', async () => {
    file('g.yaml', 'generate:\n  jobs: 5\n  cores: 2\n  durations: [1s]\n');
    await tfsched('generate g.yaml --jobs 3 -o made.jsonl');
    expect(read('made.jsonl').trimEnd().split('\n')).toHaveLength(3);
  });

  it.each([
    ['--jobs 5', 'how many cores? Give --cores, or cores: in the file'],
    ['--jobs 0 --cores 1', 'Expected a whole number from 1 to 1000000'],
    ['--jobs 1 --cores 1 --arrival foo', 'Expected one of poisson, bursty, daily'],
    ['--jobs 1 --cores 1 --durations -3s', 'Expected'],
    ['--jobs 1 --cores 1 --requests 4..1', 'Expected'],
    ['nowhere.yaml', 'nowhere.yaml cannot be read'],
    ['w.yaml', 'w.yaml:'],
  ])('refuses %s', async (line, message) => {
    expectRefusal(await tfsched(`generate ${line}`), 2, message);
  });
});
