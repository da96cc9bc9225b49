import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Dockerode from 'dockerode';
import type { DockerClient } from '../../src/executors/docker/daemon/client.js';
import {
  createDockerodeClient,
  type TimeLimits,
} from '../../src/executors/docker/daemon/dockerode-client.js';
import { BASE } from './cli/support/daemon.js';

/** A daemon of a test's own, that can be stopped and started without disturbing anybody. */
export class SecondDaemon {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tfsched-daemon-'));
  private readonly socket = join(this.folder, 'docker.sock');
  private process: ChildProcess | undefined;

  /** Starting one takes root and dockerd. */
  static isPossible(): boolean {
    return process.getuid?.() === 0 && spawnSync('dockerd', ['--version']).status === 0;
  }

  constructor(private readonly flags: readonly string[] = []) {}

  async start(): Promise<void> {
    const log = openSync(join(this.folder, 'log'), 'a');
    const folders = ['--data-root', 'data', '--exec-root', 'exec', '--pidfile', 'pid'].map((word, n) =>
      n % 2 === 0 ? word : join(this.folder, word),
    );
    const network = ['--bridge=none', '--iptables=false', '--shutdown-timeout=2'];
    const options = { stdio: ['ignore', log, log] as const, detached: true, cwd: '/' };
    this.process = spawn('dockerd', ['-H', `unix://${this.socket}`, ...folders, ...network, ...this.flags], {
      ...options,
      stdio: [...options.stdio],
    });
    const client = this.client();
    for (;;) {
      try {
        await client.ping();
        return;
      } catch {
        if (this.process.exitCode !== null) throw new Error('the second daemon does not start');
        await delay(50);
      }
    }
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const { process: daemon } = this;
    if (daemon?.exitCode !== null || daemon.signalCode !== null) return;
    const over = once(daemon, 'exit');
    daemon.kill(signal);
    await over;
  }

  /** For DOCKER_HOST. */
  get host(): string {
    return `unix://${this.socket}`;
  }

  /** Before it is started: its data has so much room. */
  limitDisk(megabytes: number): void {
    const data = join(this.folder, 'data');
    mkdirSync(data);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', data]);
  }

  /** Nothing more can be written there. */
  fillDisk(): void {
    const piece = Buffer.alloc(4096);
    try {
      for (;;) writeFileSync(join(this.folder, 'data', 'filling'), piece, { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  /** To the process itself: it may hang and go on. */
  signal(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  client(limits?: TimeLimits): DockerClient {
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = this.host;
    try {
      return createDockerodeClient(limits);
    } finally {
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
    }
  }

  /** Copies an image from the machine's own daemon: that of the tests, unless another is named. */
  async takeImage(reference = BASE): Promise<void> {
    const image = await new Dockerode().getImage(reference).get();
    await new Promise<void>((resolve, reject) => {
      new Dockerode({ socketPath: this.socket }).loadImage(image, {}, (error: Error | null, answer) => {
        if (error === null && answer !== undefined) answer.on('end', resolve).on('error', reject).resume();
        else reject(error ?? new Error('no answer'));
      });
    });
  }

  /** Ends it and all that it left. */
  async remove(): Promise<void> {
    if (this.process?.exitCode === null) await this.stop('SIGTERM');
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (commandOf(pid).includes(this.folder)) process.kill(Number(pid), 'SIGKILL');
    }
    for (const line of execFileSync('mount', { encoding: 'utf8' }).split('\n')) {
      const point = line.split(' ')[2];
      if (point?.startsWith(this.folder) === true) spawnSync('umount', ['-l', point]);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
