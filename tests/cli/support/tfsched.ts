import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

const BINARY = fileURLToPath(new URL('../../../bin/tfsched.js', import.meta.url));

/** What a process has left. */
export interface Finished {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Call {
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input; nothing without it. */
  readonly stdin?: string;
}

/** A process that goes on, to be waited for and to be sent signals. */
export interface Running {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when stderr has it; rejects when the process ends before. */
  readonly told: (what: string | RegExp) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly finished: Promise<Finished>;
}

/** A folder of its own, in which tfsched is run with its own XDG folders. */
export interface Sandbox {
  readonly folder: string;
  /** Writes a file into it and gives its path. */
  readonly file: (name: string, text: string) => string;
  readonly read: (name: string) => string;
  /** Runs `tfsched` with the words of a line, or with words that hold blanks, to its end. */
  readonly tfsched: (line: string | readonly string[], call?: Call) => Promise<Finished>;
  readonly start: (line: string | readonly string[], call?: Call) => Running;
  /** Runs a line of bash, in which `tfsched` is the command. */
  readonly bash: (line: string, call?: Call) => Promise<Finished>;
}

/**
 * A sandbox for the tests of a file; gone after them.
 * @param docker whether its processes find the daemon
 */
export function sandbox(docker: 'no daemon' | 'real daemon' = 'no daemon'): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'tfsched-cli-'));
  const running = new Map<ChildProcess, Running>();
  afterAll(async () => {
    // A run that a test has left behind takes its containers with it.
    for (const child of running.keys()) child.kill('SIGTERM');
    await Promise.all([...running.values()].map(({ finished }) => finished));
    rmSync(folder, { recursive: true, force: true });
  });
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'tfsched'), `#!/bin/sh\nexec '${process.execPath}' '${BINARY}' "$@"\n`, {
    mode: 0o755,
  });

  const host = docker === 'real daemon' ? process.env.DOCKER_HOST : 'unix:///nonexistent';
  const env: Record<string, string> = {
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    ...(host !== undefined && { DOCKER_HOST: host }),
  };

  function launch(program: string, args: readonly string[], { env: more, stdin = '' }: Call): Running {
    const child = spawn(program, args, { cwd: folder, env: { ...env, ...more } });
    const followed = follow(child, stdin, () => running.delete(child));
    running.set(child, followed);
    return followed;
  }

  function start(line: string | readonly string[], call: Call = {}): Running {
    return launch(process.execPath, [BINARY, ...(typeof line === 'string' ? words(line) : line)], call);
  }

  return {
    folder,
    file(name, text) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    tfsched: (line, call) => start(line, call).finished,
    start,
    bash: (line, call = {}) => launch('bash', ['-c', line], call).finished,
  };
}

function words(line: string): string[] {
  return line.split(' ').filter((word) => word !== '');
}

function follow(child: ChildProcess, stdin: string, ended: () => void): Running {
  const text = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (piece: string) => {
      text[name] += piece;
      changed();
    });
  }
  // A process that ends before it has read everything is none of the harness's business.
  child.stdin?.on('error', () => undefined).end(stdin);
  let over: Finished | undefined;
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = { code, signal, ...text };
      ended();
      changed();
      resolve(over);
    });
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    told: (what) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (typeof what === 'string' ? text.stderr.includes(what) : what.test(text.stderr)) resolve();
          else if (over !== undefined)
            reject(
              new Error(`it ended with ${String(over.code)} before it told ${String(what)}:\n${text.stderr}`),
            );
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    kill: (signal) => void child.kill(signal),
    finished,
  };
}
