import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { jobLogFile } from '../../src/executors/docker/containers/job-folders.js';
import { BASE, Harness, HOLD, pythonJob } from './harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

async function running(code: string): Promise<Harness> {
  harness = await new Harness([pythonJob('a', code)]).open();
  await harness.arm();
  await harness.do('start', 'a', [0]);
  return harness;
}

describe('how a job ends on the real daemon', () => {
  it.each([0, 1, 7, 255])('with code %i of its program', async (code) => {
    const run = await running(`import sys\nsys.exit(${code})`);
    expect((await run.exit('a')).exit).toEqual({ code, reason: undefined, lost: false });
  });

  it('with 127 when its command is not there, and the reason in its log', async () => {
    const plan = pythonJob('a', '');
    const program = { ...IMAGE, command: ['no-such-program'] };
    harness = await new Harness([{ ...plan, job: { ...plan.job, program } }]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    expect((await harness.exit('a')).exit).toMatchObject({ code: 127, lost: false });
    expect(readFileSync(jobLogFile(harness.runFolder, 'a', 1), 'utf8')).toContain('no-such-program');
  });

  it('with the reason when its memory limit ends it', async () => {
    const run = await running('held = [bytearray(2**20) for _ in range(4096)]');
    expect((await run.exit('a')).exit).toEqual({ code: 137, reason: 'out of memory', lost: false });
  });

  it('killed by the run, also while it is paused', async () => {
    const run = await running(HOLD);
    await run.do('pause', 'a');
    run.order('kill', 'a');
    expect((await run.exit('a')).exit).toEqual({ code: 137, reason: undefined, lost: false });
  });

  it('killed by someone else: no loss, and said so', async () => {
    const run = await running(HOLD);
    await run.client.kill((await run.state('a')).id);
    const { exit } = await run.exit('a');
    expect(exit).toEqual({ code: 137, reason: 'ended by someone else (signal 9)', lost: false });
  });

  it('removed by someone else', async () => {
    const run = await running(HOLD);
    await run.client.remove((await run.state('a')).id);
    expect((await run.exit('a')).exit).toMatchObject({ code: 137, lost: false });
  });

  it('once, although an action was under way', async () => {
    const run = await running('import time\ntime.sleep(0.2)');
    for (let turn = 0; turn < 20 && run.facts.every((fact) => fact.kind !== 'exited'); turn++) {
      run.order(turn % 2 === 0 ? 'pause' : 'resume', 'a', turn % 2 === 0 ? [] : [0]);
      await run.until((fact) => run.facts.indexOf(fact) > turn);
    }
    await run.exit('a');
    await run.executor.close();
    expect(run.facts.filter((fact) => fact.kind === 'exited')).toHaveLength(1);
    expect(run.facts.filter((fact) => fact.kind === 'refused')).toEqual([]);
  });

  it('with the CPU time that the kernel counted, and its last words before its exit', async () => {
    const run = await running(`
import time, json
print(json.dumps({"tfsched": 1, "event": "ready", "t": 0}))
end = time.thread_time() + 0.3
while time.thread_time() < end: pass
print(json.dumps({"tfsched": 1, "event": "progress", "step": 3, "steps": 9, "loss": 0.5}))
print(json.dumps({"tfsched": 1, "event": "progress", "step": 4, "steps": 9, "loss": 0.25}))
print("plain words")
print(json.dumps({"tfsched": 1, "event": "done", "steps": 9, "loss": 0.125}))
`);
    const { at } = await run.exit('a');
    const told = run.notices.filter((notice) => notice.kind === 'program');
    expect(told.map(({ event, step, loss }) => [event, step, loss])).toEqual([
      ['ready', 0, undefined],
      ['progress', 3, 0.5],
      ['done', 9, 0.125],
    ]);
    expect(Math.max(...told.map((notice) => notice.at))).toBeLessThanOrEqual(at);
    const cpu = run.notices.find((notice) => notice.kind === 'cpu');
    expect(cpu).toMatchObject({ kind: 'cpu', job: 'a', attempt: 1 });
    expect(cpu?.kind === 'cpu' && cpu.seconds).toBeGreaterThanOrEqual(0.3);
    expect(readFileSync(jobLogFile(run.runFolder, 'a', 1), 'utf8')).toContain('plain words\n');
  });
});

const IMAGE = {
  kind: 'image' as const,
  image: BASE,
  command: [],
  progress: false,
  network: false,
  writable: false,
  mounts: [],
};
