import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Dockerode from 'dockerode';
import type { JobPlan } from '../../src/executors/docker/containers/container-spec.js';
import type { Grant } from '../../src/executors/docker/containers/grants.js';
import { jobLogFile, jobOutFolder } from '../../src/executors/docker/containers/job-folders.js';
import type { ImageProgram, JobSpec, Mount } from '../../src/workload/workload.js';
import { Harness, HOLD, pythonJob } from './harness.js';
import { CHECKED, HOSTILE, makeHostileImage, removeHostileImage } from './support/hostile-image.js';

/*
 * The promises of SECURITY.md, each tried from inside a container.
 */

const docker = new Dockerode();

let harness: Harness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

/** For every attempt below: says what came of it, on a line of its own. */
const TRY = `
import ctypes, errno, os, re, signal, socket, stat, sys
libc = ctypes.CDLL(None, use_errno=True)
def attempt(what, act):
    try:
        answer = act()
        print(what, "DONE", "" if answer is None else answer, flush=True)
    except OSError as error:
        print(what, errno.errorcode.get(error.errno, error), flush=True)
    except Exception as error:
        print(what, type(error).__name__, flush=True)
def call(name, *arguments):
    if libc[name](*arguments) == -1: raise OSError(ctypes.get_errno(), name)
def append(path):
    with open(path, "a") as file: file.write("x")
`;

interface Attack {
  readonly code: string;
  readonly job?: Partial<JobSpec>;
  readonly program?: Partial<ImageProgram>;
  readonly plan?: Partial<JobPlan>;
  readonly grants?: readonly Grant[];
}

function attackPlan({ code, job, program, plan }: Attack, id = 'a'): JobPlan {
  const base = pythonJob(id, TRY + code);
  const own = { ...(base.job.program as ImageProgram), ...program };
  return { ...base, image: own.image, ...plan, job: { ...base.job, ...job, program: own } };
}

/** Runs the attack to its end; what it said, by what it tried. */
async function attack(what: Attack): Promise<ReadonlyMap<string, string>> {
  harness = new Harness([attackPlan(what)]);
  const context = {
    run: harness.run,
    grants: new Set(what.grants),
    seed: undefined,
    workloadFolder: '/nowhere',
  };
  await harness.open({ context });
  await harness.arm();
  await harness.do('start', 'a', [0]);
  await harness.exit('a');
  return said(harness.log('a'));
}

function said(log: string): ReadonlyMap<string, string> {
  return new Map(
    log
      .trim()
      .split('\n')
      .map((line): [string, string] => {
        const [what = '', ...answer] = line.split(' ');
        return [what, answer.join(' ').trim()];
      }),
  );
}

describe('the network', () => {
  it('is not there: no interface but its own loopback, no way to anybody', async () => {
    const answers = await attack({
      code: `
attempt("interfaces", lambda: ",".join(sorted(os.listdir("/sys/class/net"))))
for name, address in [("internet", "1.1.1.1"), ("bridge", "172.17.0.1"), ("metadata", "169.254.169.254")]:
    attempt(name, lambda: socket.create_connection((address, 80), 2))
attempt("names", lambda: socket.getaddrinfo("localhost.example", 80))
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
`,
    });
    expect(Object.fromEntries(answers)).toEqual({
      interfaces: 'DONE lo',
      internet: 'ENETUNREACH',
      bridge: 'ENETUNREACH',
      metadata: 'ENETUNREACH',
      names: expect.stringMatching(/gaierror|-\d/) as unknown,
      raw: 'EPERM',
      packet: 'EPERM',
    });
  });
});

describe('other containers, and the host', () => {
  it('are not seen: neither processes nor sockets nor shared memory nor files', async () => {
    const victim = pythonJob(
      'victim',
      `${TRY}
server = socket.socket(socket.AF_UNIX); server.bind("\\0tfsched-victim"); server.listen()
open("/dev/shm/victim", "w").write("x")
open("/tmp/victim", "w").write("x")
with open("/out/victim", "w") as file: file.write("secret")
os.chmod("/out/victim", 0o600)
${HOLD}`,
    );
    const spy = attackPlan(
      {
        code: `
pids = [name for name in os.listdir("/proc") if name.isdigit()]
attempt("processes", lambda: len(pids))
attempt("first", lambda: open("/proc/1/cmdline").read().split("\\0")[0])
attempt("socket", lambda: socket.socket(socket.AF_UNIX).connect("\\0tfsched-victim"))
attempt("shm", lambda: open("/dev/shm/victim").read())
attempt("tmp", lambda: open("/tmp/victim").read())
attempt("out", lambda: ",".join(os.listdir("/out")))
attempt("sibling", lambda: open("/out/../../victim/out/victim").read())
attempt("kill", lambda: os.kill(int(open("/out/pid").read()), 0))
attempt("host", lambda: open(os.environ["HOST_FILE"]).read())
attempt("shadow", lambda: open("/etc/shadow").read())
attempt("root", lambda: os.readlink("/proc/1/root"))
sources = [line.split()[3] + " " + line.split()[4] for line in open("/proc/self/mountinfo") if line.split(" - ")[1].split()[1].startswith("/dev/")]
attempt("mounts", lambda: ",".join(sorted(line.split()[1] for line in sources)))
def sockets():
    found = []
    for top, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if os.path.join(top, name) not in ("/proc", "/sys")]
        for name in files:
            try:
                if stat.S_ISSOCK(os.lstat(os.path.join(top, name)).st_mode): found.append(os.path.join(top, name))
            except OSError: pass
    return ",".join(found)
attempt("sockets", sockets)
for path in ["/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock"]:
    attempt(path, lambda: socket.socket(socket.AF_UNIX).connect(path))
`,
      },
      'spy',
    );
    // It learns its victim's pid on the host and a file of the host by name, and still finds neither.
    const env: Record<string, string> = {};
    harness = await new Harness([victim, { ...spy, job: { ...spy.job, env } }]).open();
    const hostFile = join(harness.runFolder, 'host-file');
    writeFileSync(hostFile, 'of the host', { mode: 0o666 });
    env.HOST_FILE = hostFile;
    await harness.arm(1);
    await harness.do('start', 'victim', [0]);
    await harness.line('victim', 'up');
    const spyOut = jobOutFolder(harness.runFolder, 'spy');
    mkdirSync(spyOut, { recursive: true });
    writeFileSync(join(spyOut, 'pid'), String((await harness.state('victim')).pid));
    await harness.do('start', 'spy', [0]);
    await harness.exit('spy');
    const answers = said(harness.log('spy'));
    expect(Object.fromEntries(answers)).toEqual({
      processes: 'DONE 1',
      first: 'DONE python3',
      socket: 'ECONNREFUSED',
      shm: 'ENOENT',
      tmp: 'ENOENT',
      out: 'DONE pid',
      sibling: 'ENOENT',
      kill: 'ESRCH',
      host: 'ENOENT',
      shadow: 'EACCES',
      root: 'DONE /',
      mounts: expect.stringMatching(
        /^DONE (?:(?:\/etc\/hosts|\/etc\/hostname|\/etc\/resolv\.conf|\/out),?)+$/,
      ) as unknown,
      sockets: 'DONE',
      '/var/run/docker.sock': 'ENOENT',
      '/run/docker.sock': 'ENOENT',
      '/run/containerd/containerd.sock': 'ENOENT',
    });
    expect(readFileSync(join(jobOutFolder(harness.runFolder, 'victim'), 'victim'), 'utf8')).toBe('secret');
    expect(statSync(join(harness.runFolder, 'jobs/victim')).mode & 0o077).toBe(0);
  });

  it('lend it nothing of the environment of tfsched or the daemon', async () => {
    process.env.TFSCHED_TEST_SECRET = 'of-the-host';
    try {
      const answers = await attack({ code: 'attempt("names", lambda: ",".join(sorted(os.environ)))' });
      expect(answers.get('names')).not.toContain('TFSCHED_TEST_SECRET');
      expect(answers.get('names')).toMatch(
        /^DONE (?:(?:HOME|HOSTNAME|PATH|PWD|LC_CTYPE|OLDPWD|SHLVL|_|LANG|GPG_KEY|PYTHON\w+|TFSCHED_(?:ATTEMPT|JOB|OUT|RUN)|TF_NUM_\w+),?)+$/,
      );
    } finally {
      delete process.env.TFSCHED_TEST_SECRET;
    }
  });
});

const POWERS = `
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
for name in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]: attempt(name, lambda: status[name])
attempt("NoNewPrivs", lambda: status["NoNewPrivs"])
attempt("Seccomp", lambda: status["Seccomp"])
attempt("mount", lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None))
attempt("unshare", lambda: call("unshare", 0x10000000))
attempt("chroot", lambda: os.chroot("/tmp"))
attempt("mknod", lambda: os.mknod("/tmp/disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0)))
attempt("memory-device", lambda: os.mknod("/tmp/mem", 0o600 | stat.S_IFCHR, os.makedev(1, 1)))
attempt("clock", lambda: __import__("time").clock_settime(0, 0))
attempt("hostname", lambda: socket.sethostname("owned"))
attempt("nice", lambda: os.setpriority(os.PRIO_PROCESS, 0, -5))
attempt("devices", lambda: ",".join(sorted(os.listdir("/dev"))))
for path in ["/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/kvm", "/dev/fuse"]: attempt(path, lambda: open(path, "rb").read(1))
`;

const NO_POWERS = {
  CapInh: 'DONE 0000000000000000',
  CapPrm: 'DONE 0000000000000000',
  CapEff: 'DONE 0000000000000000',
  CapBnd: 'DONE 0000000000000000',
  CapAmb: 'DONE 0000000000000000',
  NoNewPrivs: 'DONE 1',
  Seccomp: 'DONE 2',
  mount: 'EPERM',
  unshare: 'EPERM',
  chroot: 'EPERM',
  mknod: 'EPERM',
  'memory-device': 'EPERM',
  clock: 'EPERM',
  hostname: 'EPERM',
  nice: expect.stringMatching(/^E(?:PERM|ACCES)$/) as unknown,
  devices: expect.stringMatching(
    /^DONE (?:core,)?fd,full,mqueue,null,ptmx,pts,random,shm,stderr,stdin,stdout,tty,urandom,zero$/,
  ) as unknown,
  '/dev/mem': 'ENOENT',
  '/dev/kmsg': 'ENOENT',
  '/dev/sda': 'ENOENT',
  '/dev/vda': 'ENOENT',
  '/dev/kvm': 'ENOENT',
  '/dev/fuse': 'ENOENT',
};

describe('capabilities and devices', () => {
  it('are not there, nor a way to get them', async () => {
    const answers = await attack({
      code: `attempt("user", lambda: f"{os.getuid()}:{os.getgid()} {os.getgroups()}")\nattempt("setuid", lambda: os.setuid(0))\n${POWERS}`,
    });
    expect(Object.fromEntries(answers)).toEqual({
      user: expect.stringMatching(/^DONE 10001:10001 \[(?:10001)?\]$/) as unknown,
      setuid: 'EPERM',
      ...NO_POWERS,
    });
  });

  it('are not there for root either, where --allow user has let it be root', async () => {
    const answers = await attack({ code: POWERS, program: { runAs: '0:0' }, grants: ['user'] });
    expect(Object.fromEntries(answers)).toEqual(NO_POWERS);
  });
});

describe('/proc and /sys', () => {
  /**
   * Opens every file of both that is not a process's own, and the settings that matter by name. /proc/pressure takes requests to be woken
   * up by the pressure on the machine, from everybody: no setting.
   */
  const WALK = `
def writable():
    found = []
    for start in ["/proc", "/sys"]:
        for top, folders, files in os.walk(start):
            if top == "/proc": folders[:] = [name for name in folders if not name.isdigit() and name not in ("self", "thread-self", "pressure")]
            for name in files:
                path = os.path.join(top, name)
                try: os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
                except OSError: continue
                # Docker puts /dev/null in the place of some.
                if os.stat(path).st_rdev != os.stat("/dev/null").st_rdev: found.append(path)
    return ",".join(found)
`;
  const BY_NAME = `
for path in ["/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger", "/proc/irq/default_smp_affinity"]:
    attempt(path, lambda: append(path))
def raise_limit():
    for path in ["/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory.max"]:
        if os.path.exists(path): return append(path)
    raise OSError(errno.ENOENT, "no cgroup")
attempt("limit", raise_limit)
attempt("kcore", lambda: len(open("/proc/kcore", "rb").read(16)))
attempt("firmware", lambda: ",".join(os.listdir("/sys/firmware")))
attempt("remount", lambda: call("mount", None, b"/proc/sys", None, 32 | 4096, None))
`;

  it('cannot be written to', async () => {
    const answers = await attack({ code: `${WALK}attempt("writable", writable)\n${BY_NAME}` });
    expect(answers.get('writable')).toBe('DONE');
    for (const path of ['/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', 'limit'])
      expect(answers.get(path)).toMatch(/^(?:EROFS|EACCES|ENOENT)$/);
    expect(answers.get('firmware')).toBe('DONE');
    expect(answers.get('remount')).toBe('EPERM');
  });

  it('cannot be written to by root, either', async () => {
    const answers = await attack({ code: BY_NAME, program: { runAs: '0:0' }, grants: ['user'] });
    expect(Object.fromEntries(answers)).toMatchObject({
      '/proc/sys/kernel/core_pattern': 'EROFS',
      '/proc/sys/vm/overcommit_memory': 'EROFS',
      '/proc/sysrq-trigger': expect.stringMatching(/^(?:EROFS|ENOENT)$/) as unknown,
      '/proc/irq/default_smp_affinity': 'EROFS',
      limit: expect.stringMatching(/^(?:EROFS|ENOENT)$/) as unknown,
      firmware: 'DONE',
      remount: 'EPERM',
    });
    // Docker puts /dev/null in its place.
    expect(answers.get('kcore')).toMatch(/^(?:DONE 0|EPERM|EACCES|ENOENT)$/);
  });
});

describe('limits', () => {
  it('of memory hold: a program that takes more is ended, and nothing else', async () => {
    harness = await new Harness([
      pythonJob('a', 'held = []\nfor size in range(8, 4096, 8):\n  held.append(b"x" * 2**23)\n  print(size)'),
      pythonJob('b', 'print("well")'),
    ]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    expect((await harness.exit('a')).exit).toMatchObject({ code: 137, reason: 'out of memory' });
    expect(Math.max(...harness.log('a').trim().split('\n').map(Number))).toBeLessThan(128);
    await harness.do('start', 'b', [0]);
    expect((await harness.exit('b')).exit.code).toBe(0);
  });

  it('of memory are there where the job gives none: most of the host', async () => {
    const plan = pythonJob('a', HOLD);
    harness = new Harness([{ ...plan, memory: undefined }]);
    const { MemTotal: hostMemory } = (await docker.info()) as { MemTotal: number };
    await harness.open({
      context: { run: harness.run, grants: new Set(), seed: undefined, workloadFolder: '/', hostMemory },
    });
    await harness.arm();
    await harness.do('start', 'a', [0]);
    const { HostConfig } = await docker.getContainer((await harness.state('a')).id).inspect();
    expect(HostConfig.Memory).toBe(Math.floor(hostMemory * 0.9));
    expect(HostConfig.MemorySwap).toBe(HostConfig.Memory);
    expect(HostConfig.OomScoreAdj).toBe(500);
  });

  it('of processes hold against a fork bomb; the host goes on, and the bomb is cleared away', async () => {
    const bomb = `${TRY}
import time
if os.fork() == 0:
    while True:
        try: os.fork()
        except OSError: time.sleep(1)
while len([name for name in os.listdir("/proc") if name.isdigit()]) < 250: time.sleep(0.05)
print("full")
most = max(len([name for name in os.listdir("/proc") if name.isdigit()]) for _ in range(20))
print("most", most)
time.sleep(600)`;
    harness = await new Harness([
      { ...pythonJob('a', bomb), memory: 2 ** 30 },
      pythonJob('b', 'print("well")'),
    ]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    await harness.line('a', 'full');
    await harness.do('start', 'b', [1]);
    expect((await harness.exit('b')).exit.code).toBe(0);
    harness.order('kill', 'a');
    expect((await harness.exit('a')).exit.code).toBe(137);
    expect(Number(said(harness.log('a')).get('most') ?? 0)).toBeLessThanOrEqual(256);
  });

  it('of what is written hold: the root cannot be written to, memory is bounded by the job’s limit', async () => {
    const answers = await attack({
      code: `
def fill(path):
    written = 0
    try:
        with open(path, "wb", buffering=0) as file:
            while written < 2**30: written += file.write(b"x" * 2**20)
    except OSError as error: return f"{errno.errorcode[error.errno]} {written // 2**20}"
    finally: os.remove(path)
    return "endless"
attempt("/usr", lambda: open("/usr/fill", "w"))
attempt("/var", lambda: open("/var/tmp/fill", "w"))
attempt("/dev", lambda: open("/dev/fill", "w"))
attempt("shm", lambda: fill("/dev/shm/fill"))
attempt("tmp", lambda: fill("/tmp/fill"))
`,
      plan: { memory: 96 * 2 ** 20 },
    });
    expect(answers.get('/usr')).toMatch(/EROFS|EACCES/);
    expect(answers.get('/var')).toMatch(/EROFS|EACCES/);
    expect(answers.get('/dev')).toMatch(/EROFS|EACCES/);
    expect(answers.get('shm')).toMatch(/^DONE ENOSPC \d\d$/);
    // Ended for want of memory at the latest: it never got further than its limit.
    const [, outcome = 'ended', written = '0'] = (answers.get('tmp') ?? 'DONE ended 0').split(' ');
    expect(['ENOSPC', 'ended']).toContain(outcome);
    expect(Number(written)).toBeLessThanOrEqual(96);
    const { Mounts } = await inspectSpec(96 * 2 ** 20);
    expect(Mounts).toMatch(/size=100663296/);
  });

  /** The options of /tmp of a container with this limit, as Docker has them. */
  async function inspectSpec(memory: number): Promise<{ readonly Mounts: string }> {
    await harness?.close();
    harness = await new Harness([{ ...pythonJob('a', HOLD), memory }]).open();
    await harness.arm();
    const { HostConfig } = await docker.getContainer((await harness.state('a')).id).inspect();
    return { Mounts: (HostConfig.Tmpfs as Record<string, string>)['/tmp'] ?? '' };
  }

  it('of logs hold: ours, and the daemon’s', async () => {
    harness = await new Harness([
      pythonJob(
        'a',
        'for _ in range(30): print("x" * (2**20 - 1))\nprint("up")\nimport time\ntime.sleep(60)',
      ),
    ]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    await harness.untilNotice((notice) => notice.kind === 'note' && notice.text.includes('cut at its limit'));
    const { id } = await harness.state('a');
    const { HostConfig, LogPath } = await docker.getContainer(id).inspect();
    expect(HostConfig.LogConfig).toEqual({
      Type: 'json-file',
      Config: { 'max-size': '10m', 'max-file': '1' },
    });
    // Only root may look at the daemon's own.
    if (process.getuid?.() === 0) expect(statSync(LogPath).size).toBeLessThan(11 * 2 ** 20);
    expect(statSync(jobLogFile(harness.runFolder, 'a', 1)).size).toBeLessThan(10 * 2 ** 20 + 100);
  });

  it('of the run’s log hold: a program that tells of itself without end does not fill it', async () => {
    const line = '{\\"tfsched\\":1,\\"event\\":\\"ready\\"}';
    harness = await new Harness([pythonJob('a', `for _ in range(20000): print("${line}")`)]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    await harness.exit('a');
    const told = harness.notices.filter(({ kind }) => kind === 'program').length;
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(100);
  });
});

describe('an image', () => {
  beforeAll(makeHostileImage, 60_000);
  afterAll(removeHostileImage);

  const image = { image: HOSTILE };

  it('is not root, writes to no volume of the host, and checks nothing by itself', async () => {
    const before = await volumes();
    const answers = await attack({
      program: image,
      code: `
attempt("user", lambda: os.getuid())
kinds = {line.split()[4]: line.split(" - ")[1].split()[0] for line in open("/proc/self/mountinfo")}
attempt("data", lambda: kinds.get("/data"))
attempt("write", lambda: append("/data/x"))
__import__("time").sleep(2.5)
attempt("checked", lambda: os.stat("${CHECKED}"))
`,
    });
    expect(Object.fromEntries(answers)).toEqual({
      user: 'DONE 10001',
      data: 'DONE tmpfs',
      write: 'DONE',
      checked: 'ENOENT',
    });
    await harness?.close();
    harness = undefined;
    expect(await volumes()).toEqual(before);
  });

  it('is not run before its turn, but for its shell, which waits', async () => {
    harness = await new Harness([attackPlan({ code: HOLD, program: image })]).open();
    await harness.arm();
    const container = docker.getContainer((await harness.state('a')).id);
    const { Config } = await container.inspect();
    expect(Config.Healthcheck?.Test).toEqual(['NONE']);
    const { Processes } = (await container.top()) as { Processes: readonly (readonly string[])[] };
    expect(Processes).toHaveLength(1);
    expect(Processes[0]?.join(' ')).toContain('read -r _');
  });

  async function volumes(): Promise<readonly string[]> {
    return (await docker.listVolumes()).Volumes.map(({ Name }) => Name).sort();
  }
});

describe('mounts', () => {
  const work = mkdtempSync(join(tmpdir(), 'tfsched-work-'));
  mkdirSync(join(work, 'data'));
  writeFileSync(join(work, 'data/file'), 'content');
  chmodSync(join(work, 'data/file'), 0o666);
  symlinkSync('/etc', join(work, 'etc'));
  afterAll(() => rmSync(work, { recursive: true }));

  const code =
    'attempt("read", lambda: open("/data/file").read())\nattempt("write", lambda: append("/data/file"))';

  async function mounted(
    host: string,
    more: Partial<Mount>,
    folders: readonly string[] = [work],
  ): Promise<void> {
    const mount = { host, container: '/data', readonly: true, ...more };
    harness = new Harness([attackPlan({ code, program: { mounts: [mount] } })]);
    await harness.open({
      context: {
        run: harness.run,
        grants: new Set(['mounts']),
        seed: undefined,
        workloadFolder: work,
        mountFolders: folders,
      },
    });
    await harness.arm();
    harness.order('start', 'a', [0]);
    await harness.exit('a');
  }

  async function expectRefused(host: string, why: RegExp, folders?: readonly string[]): Promise<void> {
    await mounted(host, {}, folders);
    expect((await harness!.exit('a')).exit.reason).toBe('arming');
    const notes = harness!.notesOf('a').map(({ text }) => text);
    expect(notes.join('\n')).toMatch(why);
  }

  it('that are granted can be read, and not written to unless the file says so', async () => {
    await mounted('data', {});
    expect(Object.fromEntries(said(harness!.log('a')))).toEqual({ read: 'DONE content', write: 'EROFS' });
    await harness?.close();
    await mounted('data', { readonly: false });
    expect(Object.fromEntries(said(harness!.log('a')))).toEqual({ read: 'DONE content', write: 'DONE' });
  });

  it.each([
    ['..', /outside of/],
    ['etc', /is "\/etc", outside of/],
    ['/etc', /outside of/],
    ['/var/run/docker.sock', /outside of/],
    ['/', /outside of/],
    ['nowhere', /is not there/],
  ])('of %s are refused when the container is made', async (host, why) => {
    await expectRefused(host, why);
    expect(harness!.log('a')).toBe('');
  });

  it.each([['/'], ['/var/run'], ['/run']])(
    'of %s are refused even where all is allowed: the socket is there',
    async (host) => {
      await expectRefused(host, /holds ".*\.sock"/, ['/']);
    },
  );
});
