import { spawn, type SpawnOptions } from 'node:child_process';

/**
 * Runs a program to its end and reads the JSON value that it prints; its stderr is shown.
 * @throws when it cannot be started, fails, or prints something else
 */
export async function runJson(
  command: string,
  args: readonly string[],
  { cwd, env }: Pick<SpawnOptions, 'cwd' | 'env'> = {},
): Promise<unknown> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}`);
  return JSON.parse(output);
}
