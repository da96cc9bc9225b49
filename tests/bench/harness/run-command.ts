import { spawn } from 'node:child_process';

/** What a command did. */
export interface Done {
  /** Seconds from its start to its end. */
  readonly wall: number;
  readonly stdout: string;
}

/**
 * Runs a command to its end; what it says on stderr goes to ours only when it fails.
 * @throws Error with the end of its stderr when it exits with anything but 0
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Done> {
  const began = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2000)));
  let ended = began;
  child.once('exit', () => (ended = performance.now()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`${program} ${args[0] ?? ''} ended with ${code ?? 'a signal'}: ${stderr.trim()}`);
  return { wall: (ended - began) / 1000, stdout };
}
