import { DockerError } from '../../../src/executors/docker/daemon/client.js';
import { seededRandom } from '../../../src/random/seeded.js';
import type { CallName } from '../../executors/docker/fake-docker.js';
import type { Fate, Mood } from './hostile-client.js';
import type { VirtualDaemon } from './virtual-daemon.js';
import type { VirtualTime } from './virtual-time.js';

/** A daemon's mood on one scene. Numbers come from a seed, so that the same run can be had again. */
export type MakeMood = (daemon: VirtualDaemon, time: VirtualTime, seed: number) => Mood;

/** Failures that may be over in a moment. */
const PASSING: readonly DockerError[] = [
  new DockerError('server error', 500),
  new DockerError('connection reset', undefined, 'ECONNRESET'),
  new DockerError('Docker did not answer within 60 s', undefined, 'ETIMEDOUT'),
];

/** What is refused so often in a row is not refused in passing any more. */
const MOST_IN_A_ROW = 2;

/** Calls that change a container whose program runs: a conflict there is an action that is refused. */
const ACTIONS: readonly CallName[] = ['update', 'pause', 'unpause', 'kill'];

/** Calls that can be answered without having been carried out, and nobody can tell from the answer. */
const SKIPPABLE: readonly CallName[] = ['update', 'pause', 'unpause', 'kill'];

const honest: MakeMood = () => ({});

/** Every call takes seconds, most of them before it is carried out or most after. */
const slow: MakeMood = (_daemon, _time, seed) => {
  const random = seededRandom(seed);
  return { fateOf: () => ({ before: random() * 1.5, after: random() * 1.5 }) };
};

/** Calls fail for a while, in each way in which they can; a conflict is not repeated, and three actions refused in a row end an attempt. */
const refusing: MakeMood = (_daemon, _time, seed) => {
  const random = seededRandom(seed);
  const conflicts = new Map<string, number>();
  const spell = boundedSpells(random);
  return {
    fateOf(call, subject): Fate {
      if (call === 'ping' || !spell(call, subject)) return {};
      const job = /tfsched-r-(.*)-\d+$/.exec(subject)?.[1] ?? '';
      const before = conflicts.get(job) ?? 0;
      const conflict = ACTIONS.includes(call) && before < MOST_IN_A_ROW && random() < 0.3;
      if (conflict) conflicts.set(job, before + 1);
      return { error: conflict ? new DockerError('conflict', 409) : pick(PASSING, random) };
    },
  };
};

/** Calls are carried out and answered with an error, or answered well and not carried out; events come twice and out of order. */
const lying: MakeMood = (_daemon, time, seed) => {
  const random = seededRandom(seed);
  const spell = boundedSpells(random);
  return {
    fateOf(call, subject): Fate {
      if (call === 'ping' || call === 'events' || !spell(call, subject)) return {};
      if (SKIPPABLE.includes(call) && random() < 0.3) return { skipped: true };
      return { error: pick(PASSING, random), done: true };
    },
    tell(event, listener) {
      const times = random() < 0.3 ? 2 : 1;
      for (let n = 0; n < times; n++) {
        if (random() < 0.3) time.after(random() * 0.5, () => listener(event));
        else listener(event);
      }
    },
  };
};

/** Streams break again and again, in the middle of whatever is under way; at times nobody takes connections. */
const cutting: MakeMood = (daemon, time, seed) => {
  const random = seededRandom(seed);
  const cut = (): void => {
    const running = [...daemon.containers.values()].filter(({ handlers }) => handlers !== undefined);
    const victim = running[Math.floor(random() * (running.length + 1))];
    if (victim !== undefined) daemon.loseStream(victim);
    else daemon.loseEvents();
    if (random() < 0.2) {
      daemon.refusesConnections = true;
      time.after(random() * 2, () => (daemon.refusesConnections = false));
    }
    time.after(0.1 + random() * 1.5, cut);
  };
  time.after(random(), cut);
  return {};
};

/** All moods by name. */
export const moods: Readonly<Record<'honest' | 'slow' | 'refusing' | 'lying' | 'cutting', MakeMood>> = {
  honest,
  slow,
  refusing,
  lying,
  cutting,
};

/** True for about every fourth call, but not for too many of one kind and container in a row. */
function boundedSpells(random: () => number): (call: CallName, subject: string) => boolean {
  const inARow = new Map<string, number>();
  return (call, subject) => {
    const key = `${call} ${subject.replace(/^id-\d+-/, '')}`;
    const before = inARow.get(key) ?? 0;
    // Nobody repeats an attach, and three containers in a row that come to nothing are the end of an attempt.
    const most = call === 'attach' ? 1 : MOST_IN_A_ROW;
    const strikes = before < most && random() < 0.25;
    if (call !== 'attach' || strikes) inARow.set(key, strikes ? before + 1 : 0);
    return strikes;
  };
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}
