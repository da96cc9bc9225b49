import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What of the host's pip settings decides whether and where a package can be fetched. */
const OPTIONS = ['index-url', 'extra-index-url', 'trusted-host', 'proxy', 'timeout', 'retries'] as const;
/** Environment variables that are called differently from the option. */
const VARIABLES: Readonly<Record<string, string>> = { timeout: 'PIP_DEFAULT_TIMEOUT' };

type Env = Readonly<Record<string, string | undefined>>;

/** pip's settings on this host: option to value, and the file of its own CA bundle. */
export interface PipSettings {
  readonly options: ReadonlyMap<string, string>;
  readonly caFile: string | undefined;
}

/** Reads them as pip does: configuration files from the general to the particular, then the environment. */
export async function readPipSettings(env: Env): Promise<PipSettings> {
  const found = new Map<string, string>();
  for (const file of configFiles(env)) {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const [name, value] of parsePipConfig(text)) found.set(name, value);
  }
  for (const name of [...OPTIONS, 'cert']) {
    const value = env[VARIABLES[name] ?? `PIP_${name.toUpperCase().replaceAll('-', '_')}`];
    if (value !== undefined && value !== '') found.set(name, value);
  }
  const options = new Map<string, string>();
  for (const name of OPTIONS) {
    const value = found.get(name);
    if (value !== undefined) options.set(name, value);
  }
  return { options, caFile: found.get('cert') };
}

/** The options of `[global]` and `[install]` in a pip.conf; a value of several lines keeps them. */
export function parsePipConfig(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  let wanted = false;
  let last = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const section = /^\[(.+)\]\s*$/.exec(line);
    const option = /^([\w-]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (section) {
      wanted = section[1] === 'global' || section[1] === 'install';
      last = '';
    } else if (option && wanted) {
      last = (option[1] ?? '').replaceAll('_', '-');
      options.set(last, option[2] ?? '');
    } else if (/^\s/.test(line) && last !== '' && wanted) {
      options.set(last, `${options.get(last) ?? ''}\n${line.trim()}`.trim());
    }
  }
  return options;
}

/** A pip.conf that says the same. */
export function formatPipConfig(options: ReadonlyMap<string, string>): string {
  const lines = [...options].map(([name, value]) => `${name} = ${value.trim().split(/\s+/).join('\n  ')}`);
  return ['[global]', ...lines, ''].join('\n');
}

function configFiles(env: Env): string[] {
  const home = env.HOME ?? '/root';
  const own = env.PIP_CONFIG_FILE;
  // pip's own convention: this value switches configuration files off.
  if (own === '/dev/null') return [];
  return [
    '/etc/xdg/pip/pip.conf',
    '/etc/pip.conf',
    join(home, '.pip/pip.conf'),
    join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'pip/pip.conf'),
    ...(own === undefined ? [] : [own]),
  ];
}
