import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { type Setting, settingKey } from './setting.js';
import { type Sample, type Speed, speedOf } from './speed.js';

const VERSION = 1;

const fileSchema = z.object({
  version: z.literal(VERSION),
  host: z.string(),
  image: z.string(),
  settings: z.record(
    z.string(),
    z.array(z.object({ steps_per_second: z.number().positive(), startup: z.number().nonnegative() })),
  ),
});

/** What profiles are kept apart by: figures of one host or image say nothing of another. */
export interface ProfileScope {
  /** Tells hosts apart: daemon, cores, kernel. */
  readonly host: string;
  /** The image's id. */
  readonly image: string;
}

/** Measured speeds of one host and image, on disk. */
export interface ProfileStore {
  speedOf(setting: Setting): Speed | undefined;
  /** Adds a sample and writes the file, so that an interrupted measurement keeps what it has. */
  add(setting: Setting, sample: Sample): void;
}

/** Where profiles are: `tfsched/profiles` under the XDG cache folder, as they can always be measured again. */
export function profilesFolder(
  env: { readonly XDG_CACHE_HOME?: string | undefined },
  home: string = homedir(),
): string {
  const cache = env.XDG_CACHE_HOME;
  return join(cache !== undefined && isAbsolute(cache) ? cache : join(home, '.cache'), 'tfsched', 'profiles');
}

/** Opens the profiles of a host and image. A file that cannot be read counts as none: it is measured anew. */
export function openProfileStore(folder: string, scope: ProfileScope): ProfileStore {
  const name = createHash('sha256').update(`${scope.host}\n${scope.image}`).digest('hex').slice(0, 16);
  const file = join(folder, `${name}.json`);
  const settings = new Map<string, Sample[]>(Object.entries(readSettings(file)));
  return {
    speedOf: (setting) => speedOf(settings.get(settingKey(setting)) ?? []),
    add(setting, sample) {
      const key = settingKey(setting);
      settings.set(key, [...(settings.get(key) ?? []), sample]);
      const content = { version: VERSION, ...scope, settings: Object.fromEntries(settings) };
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, `${JSON.stringify(content, undefined, 2)}\n`);
      renameSync(draft, file);
    },
  };
}

function readSettings(file: string): Record<string, Sample[]> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data.settings : {};
  } catch {
    return {};
  }
}
