import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell } from './cell.js';
import { type ActionTimes, NO_TIMES, type Profile, readProfile } from './profile-file.js';
import { settingKey } from './setting.js';

/** All that was measured on one host, whatever the image. */
export interface HostProfile {
  readonly host: string;
  /** When something was measured last. */
  readonly written: Date;
  /** Of a setting that was measured with several images, those of the latest. */
  readonly cells: readonly Cell[];
  readonly actions: ActionTimes;
}

/** Profiles of the host that was measured last, for who has no daemon to ask which host this is; undefined where there are none. */
export function latestProfile(folder: string): HostProfile | undefined {
  const [newest, ...older] = profilesByAge(folder);
  if (newest === undefined) return undefined;
  const { host } = newest.profile;
  const same = [newest, ...older.filter(({ profile }) => profile.host === host)];
  const cells = new Map<string, Cell>();
  for (const { profile } of same.toReversed())
    for (const cell of profile.cells) cells.set(settingKey(cell.setting), cell);
  return {
    host,
    written: newest.written,
    cells: [...cells.values()],
    actions: same.find(({ profile }) => profile.actions.start.length > 0)?.profile.actions ?? NO_TIMES,
  };
}

interface WrittenProfile {
  readonly profile: Profile;
  readonly written: Date;
}

/** The newest first. */
function profilesByAge(folder: string): readonly WrittenProfile[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names
    .flatMap((name) => {
      const file = join(folder, name);
      const profile = readProfile(file);
      return profile === undefined ? [] : [{ profile, written: statSync(file).mtime }];
    })
    .sort((a, b) => b.written.getTime() - a.written.getTime());
}
