import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import type { ImageProgram } from '../../src/workload/workload.js';
import { BASE, Harness, pythonJob } from './harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());
const work = mkdtempSync(join(tmpdir(), 'tfsched-work-'));
afterAll(() => rmSync(work, { recursive: true }));

/** Looks at its own container and says what it sees, a line each. */
const LOOK = `
import os
def can(what, do):
    try:
        do()
        print(what, "yes")
    except OSError as error:
        print(what, "no")
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
print("user", os.getuid(), os.getgid())
print("capabilities", status["CapEff"], status["CapBnd"])
print("new privileges", status["NoNewPrivs"])
print("network", ",".join(sorted(os.listdir("/sys/class/net"))))
can("write root", lambda: open("/here", "w"))
can("write etc", lambda: open("/etc/here", "w"))
can("write tmp", lambda: open("/tmp/here", "w"))
can("write out", lambda: open("/out/here", "w"))
can("write data", lambda: open("/data/here", "w"))
can("read data", lambda: open("/data/input"))
print("stdin", os.readlink("/proc/self/fd/0"))
print("home", os.environ["HOME"])
for name in sorted(os.environ):
    if name.startswith(("TF_", "TFSCHED_")) and name != "TFSCHED_RUN": print(name, os.environ[name])
`;

async function look(
  program: Partial<ImageProgram>,
  grants: readonly ('network' | 'writable' | 'user' | 'mounts')[],
) {
  const plan = pythonJob('a', LOOK);
  const own = { ...(plan.job.program as ImageProgram), ...program };
  harness = new Harness([
    {
      ...plan,
      steps: 40,
      threads: { inter: 2, intra: 3, elastic: true },
      job: { ...plan.job, program: own },
    },
  ]);
  const { run } = harness;
  writeFileSync(join(work, 'input'), 'data');
  await harness.open({
    context: { run, grants: new Set(grants), seed: undefined, workloadFolder: work, mountFolders: [work] },
  });
  await harness.arm();
  await harness.do('start', 'a', [0]);
  expect((await harness.exit('a')).exit.code).toBe(0);
  return harness.log('a').trim().split('\n');
}

describe('what a program sees of its container', () => {
  it('is locked down unless something was granted', async () => {
    expect(await look({}, ['network', 'writable', 'user', 'mounts'])).toEqual([
      'user 10001 10001',
      'capabilities 0000000000000000 0000000000000000',
      'new privileges 1',
      'network lo',
      'write root no',
      'write etc no',
      'write tmp yes',
      'write out yes',
      'write data no',
      'read data no',
      'stdin /dev/null',
      'home /tmp',
      'TFSCHED_ATTEMPT 1',
      'TFSCHED_ELASTIC 1',
      'TFSCHED_JOB a',
      'TFSCHED_OUT /out',
      'TFSCHED_STEPS 40',
      'TF_NUM_INTEROP_THREADS 2',
      'TF_NUM_INTRAOP_THREADS 3',
    ]);
  });

  it('is as open as was granted', async () => {
    const mounts = [{ host: '.', container: '/data', readonly: true }];
    const lines = await look({ writable: true, runAs: '0:0', mounts }, ['writable', 'user', 'mounts']);
    expect(lines).toEqual(
      expect.arrayContaining(['user 0 0', 'write root yes', 'read data yes', 'write data no', 'network lo']),
    );
    expect(lines).toContain('capabilities 0000000000000000 0000000000000000');
  });

  it('is refused what the command line does not grant', async () => {
    const plan = pythonJob('a', LOOK);
    const program: ImageProgram = { ...(plan.job.program as ImageProgram), image: BASE, network: true };
    harness = await new Harness([{ ...plan, job: { ...plan.job, program } }]).open();
    await harness.arm();
    harness.order('start', 'a', [0]);
    expect((await harness.exit('a')).exit.reason).toBe('arming');
  });

  it('has a limit of processes, of memory and no swap', async () => {
    const code = `
import os, time
pids = []
try:
    while True:
        pid = os.fork()
        if pid == 0: time.sleep(60); os._exit(0)
        pids.append(pid)
except OSError: print("processes", len(pids) + 1)
for pid in pids: os.kill(pid, 9)
`;
    harness = await new Harness([pythonJob('a', code)]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    await harness.exit('a');
    expect(harness.log('a')).toBe('processes 256\n');
  });
});
