import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from '../xdg/cache-folder.js';
import {
  type ActionTimes,
  type MeasuredAction,
  NO_TIMES,
  type Profile,
  readProfile,
  writeProfile,
} from './profile-file.js';
import { type Setting, settingKey } from './setting.js';
import { type Sample, type Speed, speedOf } from './speed.js';

/** What profiles are kept apart by: figures of one host or image say nothing of another. */
export type ProfileScope = Pick<Profile, 'host' | 'image'>;

/** Measured speeds of one host and image, on disk. What is added is written at once: an interrupted measurement keeps what it has. */
export interface ProfileStore {
  speedOf(setting: Setting): Speed | undefined;
  /** In the order in which they were measured. */
  samplesOf(setting: Setting): readonly Sample[];
  add(setting: Setting, sample: Sample): void;
  readonly actions: ActionTimes;
  /** @param seconds from the order of an action to its confirmation */
  addAction(action: MeasuredAction, seconds: number): void;
}

/** Where profiles are. */
export function profilesFolder(env: { readonly XDG_CACHE_HOME?: string | undefined }, home?: string): string {
  return join(cacheFolder(env, home), 'profiles');
}

/** Opens the profile of a host and image. A file that cannot be read counts as none. */
export function openProfileStore(folder: string, scope: ProfileScope): ProfileStore {
  const name = createHash('sha256').update(`${scope.host}\n${scope.image}`).digest('hex').slice(0, 16);
  const file = join(folder, `${name}.json`);
  const known = readProfile(file);
  const cells = new Map(known?.cells.map((cell) => [settingKey(cell.setting), cell]));
  let actions = known?.actions ?? NO_TIMES;
  const samplesOf = (setting: Setting): readonly Sample[] => cells.get(settingKey(setting))?.samples ?? [];
  const write = (): void => writeProfile(file, { ...scope, cells: [...cells.values()], actions });
  return {
    speedOf: (setting) => speedOf(samplesOf(setting)),
    samplesOf,
    add(setting, sample) {
      cells.set(settingKey(setting), { setting, samples: [...samplesOf(setting), sample] });
      write();
    },
    get actions() {
      return actions;
    },
    addAction(action, seconds) {
      actions = { ...actions, [action]: [...actions[action], seconds] };
      write();
    },
  };
}
