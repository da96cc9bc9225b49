import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../src/random/seeded.js';
import { type Setting, settingKey } from '../../src/profile/setting.js';
import type { Sample } from '../../src/profile/speed.js';
import { type NextTrial, study } from '../../src/profile/study.js';

const sampling = { repeats: 3, uncertainty: 0.05, most: 5 };

function setting(cores: number): Setting {
  return { model: 'lstm', batch: 32, duty: undefined, cores, inter: 1, intra: 1, elastic: false };
}

/** A machine on which a trial takes 10 s, and the speed is that of the cores unless told otherwise. */
class Machine {
  readonly trials: NextTrial[] = [];
  readonly samples = new Map<string, Sample[]>();
  private now = 100;

  constructor(private readonly speedOf: (setting: Setting, place: number) => number = ({ cores }) => cores) {}

  readonly tools = {
    samplesOf: (each: Setting): readonly Sample[] => this.samples.get(settingKey(each)) ?? [],
    measure: (each: Setting): Promise<void> => {
      this.now += 10;
      const known = this.samples.get(settingKey(each)) ?? [];
      const steps_per_second = this.speedOf(each, known.length);
      if (Number.isNaN(steps_per_second)) return Promise.reject(new Error('pulled the plug'));
      this.samples.set(settingKey(each), [...known, { steps_per_second, startup: 1, warm_up: 0 }]);
      return Promise.resolve();
    },
    onTrial: (trial: NextTrial): void => void this.trials.push(trial),
    random: seededRandom(1),
    clock: (): number => this.now,
  };
}

describe('a study', () => {
  it('measures every setting as often as it should, in rounds', async () => {
    const machine = new Machine();
    const cells = await study([setting(1), setting(2)], sampling, machine.tools);
    expect(cells.map(({ samples }) => samples.length)).toEqual([3, 3]);
    const rounds = [0, 2, 4].map((first) => machine.trials.slice(first, first + 2));
    for (const round of rounds) expect(round.map((trial) => trial.setting.cores).sort()).toEqual([1, 2]);
  });

  it('tells how much is left, and for how long by what it took so far', async () => {
    const machine = new Machine();
    await study([setting(1), setting(2)], sampling, machine.tools);
    expect(machine.trials.map(({ taken, left }) => [taken, left])).toEqual([
      [0, 6],
      [1, 5],
      [2, 4],
      [3, 3],
      [4, 2],
      [5, 1],
    ]);
    expect(machine.trials.map(({ secondsLeft }) => secondsLeft)).toEqual([undefined, 50, 40, 30, 20, 10]);
  });

  it('adds samples where they are uncertain, up to the most', async () => {
    const machine = new Machine((each, place) => (each.cores === 1 ? 10 : place % 2 === 0 ? 10 : 20));
    const cells = await study([setting(1), setting(2)], sampling, machine.tools);
    expect(cells.map(({ samples }) => samples.length)).toEqual([3, 5]);
  });

  it('goes on where it was interrupted', async () => {
    let plugged = true;
    let trials = 0;
    const machine = new Machine(({ cores }) => (plugged && ++trials === 4 ? Number.NaN : cores));
    await expect(study([setting(1), setting(2)], sampling, machine.tools)).rejects.toThrow('pulled the plug');
    plugged = false;
    machine.trials.length = 0;
    const cells = await study([setting(1), setting(2)], sampling, machine.tools);
    expect(cells.map(({ samples }) => samples.length)).toEqual([3, 3]);
    expect(machine.trials).toHaveLength(3);
  });
});
