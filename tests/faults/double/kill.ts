import type { Rules } from '../../../src/driver/rules.js';
import type { Fleet } from '../../../src/executors/docker/containers/fleet.js';
import { DockerError, type DockerClient } from '../../../src/executors/docker/daemon/client.js';
import type { DockerExecutor } from '../../../src/executors/docker/executor.js';
import { removeEverything } from '../../../src/executors/docker/ownership/clean-up.js';
import { RUN_LABEL } from '../../../src/executors/docker/ownership/labels.js';
import type { LogRecord } from '../../../src/log/records.js';
import { createFold } from '../../../src/metrics/fold.js';
import type { RunReport } from '../../../src/metrics/report.js';
import { hostileClient } from './hostile-client.js';
import { MemoryLog } from './memory-log.js';
import type { MakeMood } from './moods.js';
import { type KillPoint, Mortal } from './mortal.js';
import { Scene } from './scene.js';
import { whatIsWrong } from './verdict.js';
import { VirtualTime } from './virtual-time.js';

/** A run on a hostile daemon; at `point` its tfsched is killed, and another one resumes it. */
export interface Trial {
  readonly rules: Rules;
  readonly mood: MakeMood;
  readonly seed: number;
  /** Undefined: it is left alone. */
  readonly point: KillPoint | undefined;
  /** What becomes of the records that were not handed to the operating system yet. */
  readonly buffered: 'lost' | 'kept';
  /**
   * Jobs that are armed before the clock starts. To make a container takes real operations on files, so that what happens at the same
   * instant may come in any order: equal reports need all of them.
   */
  readonly armed: number;
}

export interface Outcome {
  readonly records: readonly LogRecord[];
  readonly report: RunReport;
  /** A sentence for each thing that must not be; none when all is well. */
  readonly wrong: readonly string[];
  /** `over`: the run had come to its end, and was not resumed but cleaned up. */
  readonly course: 'undisturbed' | 'resumed' | 'begun anew' | 'over';
  /** Seconds of the run's clock from the last record that was kept to the kill. */
  readonly forgotten: number;
  /** Places at which the first tfsched could have been killed. */
  readonly passed: readonly KillPoint[];
}

/** Seconds of virtual time that a run may take, waits for a hostile daemon included. */
const LIMIT = 1000;

/** How often a command is tried on a daemon that is unwell, and seconds in between. */
const MOST_TRIES = 100;
const BEFORE_NEXT_TRY = 1;

/** Plays a trial. @throws Error when a run does not come to its end */
export async function play({ rules, mood, seed, point, buffered, armed }: Trial): Promise<Outcome> {
  const time = new VirtualTime();
  const scene = new Scene(time, armed);
  const { daemon } = scene;
  let log = new MemoryLog();
  let began = 0;
  let forgotten = 0;
  let first: DockerExecutor | undefined;
  const undispatched: string[] = [];
  daemon.onProgram = (job, attempt) => {
    const isKnown = log.kept.some(
      (one) => one.kind === 'intent' && one.action === 'start' && one.job === job && one.attempt === attempt,
    );
    if (!isKnown) undispatched.push(`${job} ${attempt} was begun before its start was in the log`);
  };
  const client = hostileClient(daemon, mood(daemon, time, seed), (seconds) => time.sleep(seconds));
  const mortal = new Mortal(point, () => {
    log.end(buffered);
    daemon.hangUp();
    time.dropTimers();
    const last = log.kept.reduce((at, record) => ('at' in record ? Math.max(at, record.at) : at), 0);
    forgotten = time.now - began - last;
  });
  try {
    return await time.during(async () => {
      const life = scene.live(rules, mortal.client(client), mortal.recorder(log), (executor) => {
        first = executor;
        const start = executor.startClock.bind(executor);
        executor.startClock = () => {
          start();
          began = time.now;
        };
      });
      await Promise.race([life, mortal.death]);
      const course = mortal.isDead ? courseAfter(log.kept) : 'undisturbed';
      if (course === 'over') await cleanUp(time, client);
      else if (course !== 'undisturbed') {
        const left = log.kept;
        await insist(time, () =>
          scene.resume(rules, client, left, (kept) => (log = new MemoryLog(left.slice(0, kept)))),
        );
      }
      log.flush();
      const fold = createFold();
      for (const record of log.kept) fold.append(record);
      return {
        records: log.kept,
        report: fold.report(),
        wrong: [...undispatched, ...whatIsWrong(log.kept, daemon)],
        course,
        forgotten,
        passed: mortal.passed,
      };
    }, LIMIT);
  } finally {
    if (first !== undefined) closeFiles(first);
    scene.remove();
  }
}

function courseAfter(records: readonly LogRecord[]): Outcome['course'] {
  if (records.at(-1)?.kind === 'end') return 'over';
  return records.some(({ kind }) => kind === 'arrived' || kind === 'beat' || kind === 'decision')
    ? 'resumed'
    : 'begun anew';
}

/** As `tfsched clean` does it; its user looks whether all is gone. */
async function cleanUp(time: VirtualTime, client: DockerClient): Promise<void> {
  await insist(time, async () => {
    const left = await removeEverything(client, `${RUN_LABEL}=r`);
    if (left?.length !== 0) throw new DockerError('some are left');
  });
}

/** A user whose command fails because the daemon is unwell tries again a little later. */
async function insist(time: VirtualTime, command: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await command();
      return;
    } catch (error) {
      if (!(error instanceof DockerError) || tries === MOST_TRIES) throw error;
      await time.sleep(BEFORE_NEXT_TRY);
    }
  }
}

/** The system closes the files of a process that is killed; this one is only said to be. */
function closeFiles(executor: DockerExecutor): void {
  const { workshop } = executor as unknown as { readonly workshop: { readonly fleet: Fleet } };
  for (const { output } of workshop.fleet.all()) output.close();
}
