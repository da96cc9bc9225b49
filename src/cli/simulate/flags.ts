import { type Command, InvalidArgumentError, Option } from 'commander';
import { NO_OVERHEADS, type Overheads } from '../../executors/sim/sim-executor.js';
import { amdahl, linear, type Speedup } from '../../executors/sim/speedup.js';
import { closest } from '../../workload/document/suggest.js';
import { time } from '../options/values.js';

/** In the place of a rule: what was measured on a host. */
export const PROFILE = 'profile';

/** The flags that say how virtual time passes, as commander hands them over. */
export interface SimulationFlags {
  readonly speedup: NamedSpeedup | typeof PROFILE;
  readonly overheads: Overheads | typeof PROFILE;
}

export interface NamedSpeedup {
  /** As given. */
  readonly name: string;
  readonly of: Speedup;
}

export function addSimulationOptions(command: Command): Command {
  const speedup = new Option(
    '--speedup <how>',
    'speed on c cores: linear, amdahl:<f> with f the parallel fraction, or profile: as `tfsched profile` has measured',
  )
    .argParser(parseSpeedup)
    .default({ name: 'linear', of: linear } satisfies NamedSpeedup, 'linear');
  const overheads = new Option(
    '--overheads <list>',
    'time that actions take, such as start=60ms,pause=20ms,resume=20ms,resize=16ms,startup=2.5s, or profile',
  )
    .argParser(parseOverheads)
    .default(NO_OVERHEADS, 'none');
  return command.addOption(speedup).addOption(overheads);
}

export function parseSpeedup(text: string): SimulationFlags['speedup'] {
  if (text === PROFILE) return PROFILE;
  if (text === 'linear') return { name: text, of: linear };
  const fraction = /^amdahl:(\d*\.?\d+)$/.exec(text)?.[1];
  if (fraction !== undefined && Number(fraction) <= 1) return { name: text, of: amdahl(Number(fraction)) };
  throw new InvalidArgumentError(
    'Give linear, profile, or amdahl:<f> with f from 0 to 1, such as amdahl:0.9.',
  );
}

export function parseOverheads(text: string): SimulationFlags['overheads'] {
  if (text === PROFILE) return PROFILE;
  const overheads: Record<keyof Overheads, number> = { ...NO_OVERHEADS };
  const names = Object.keys(NO_OVERHEADS) as (keyof Overheads)[];
  for (const part of text.split(',')) {
    const [word = '', value] = part.split('=').map((piece) => piece.trim());
    const name = names.find((candidate) => candidate === word);
    if (name === undefined || value === undefined) {
      const near = closest(word, names);
      throw new InvalidArgumentError(
        `${JSON.stringify(part)} is not one${near === undefined ? '' : ` (did you mean ${near}?)`}. Give profile, or ${names.map((each) => `${each}=<time>`).join(', ')}.`,
      );
    }
    overheads[name] = time(value);
  }
  return overheads;
}
