import { describe, expect, it } from '@jest/globals';
import { Bug } from '../../src/core/errors.js';
import { checkInvariants } from '../../src/core/invariants.js';
import type { Job } from '../../src/core/job-state.js';
import type { Realloc } from '../../src/core/realloc.js';
import { rulesOf, scenario, type Scenario } from './scenario.js';

const IDS = ['runs', 'paused', 'queued', 'starting', 'done'];

/**
 * A sound state with a job of each kind: `runs` on core 0 since 0, `starting` on cores 1-2 of 3, `paused` and `queued` wait
 * for one core each, `done` has ended. Priorities keep it so.
 */
function soundRun(): Scenario {
  const run = scenario({ cores: 3, memory: 100, policy: 'prio', preemptive: true });
  run.at(
    0,
    run.submit('runs', { priority: 9, memory: 10 }),
    run.submit('paused', { memory: 10 }),
    run.submit('done'),
  );
  run.at(0, run.confirm('runs'), run.confirm('paused'), run.confirm('done'));
  run.at(1, run.exit('done'));
  run.at(2, run.submit('starting', { priority: 8, cores: 2 }), run.submit('queued', { priority: -5 }));
  run.at(3, run.confirm('paused'));
  return run;
}

function check(run: Scenario): void {
  checkInvariants(
    run.engine.schedule,
    run.pool,
    IDS.map((id) => run.job(id)),
  );
}

it('says nothing of a sound state', () => {
  const run = soundRun();
  check(run);
  expect([run.given(), run.waiting(), run.inFlight('starting').kind]).toEqual([
    'runs:1 starting:2',
    'paused queued',
    'start',
  ]);
});

/** A waiting job claims no cores, right after a decision. */
function needsNothing(run: Scenario, id: string): void {
  const { schedule } = run.engine;
  const job = run.job(id);
  schedule.waiting.remove(job);
  job.request = 0;
  schedule.waiting.add(job);
  schedule.decided = true;
}

/** What is broken, how, and what is said of it. */
type Break = [string, (job: (id: string) => Job, run: Scenario) => void, string];

const breaks: readonly Break[] = [
  [
    'a waiting job that is told to run',
    (job) => (job('queued').phase = 'running'),
    'queued waits and is running',
  ],
  ['an attended job that has ended', (job) => (job('runs').phase = 'ended'), 'runs is attended and ended'],
  [
    'a job attended twice',
    (job, { engine }) => engine.schedule.attended.push(job('runs')),
    'a job is attended twice',
  ],
  [
    'a job that is lost',
    (_, { engine }) => engine.schedule.attended.pop(),
    'a job is neither attended nor waiting',
  ],
  [
    'a waiting job that has changed its place',
    (job) => Object.assign(job('paused'), { priority: -9 }),
    'queued waits behind paused, which compare does not put before it',
  ],
  [
    'a job that is forgotten though it is not settled',
    (job) => (job('runs').unsettled = true),
    'the jobs that are not settled are miscounted',
  ],
  [
    'a running job without memory',
    (job) => (job('runs').memoryReserved = false),
    'runs runs and has no memory',
  ],
  [
    'a paused job without memory',
    (job) => (job('paused').memoryReserved = false),
    'paused runs and has no memory',
  ],
  [
    'a queued job with memory',
    (job) => (job('queued').memoryReserved = true),
    'queued keeps memory that it does not need',
  ],
  [
    'memory that is reserved for nobody',
    (job, { engine }) => {
      job('done').memoryReserved = false;
      engine.schedule.memory.reserve(job('done'));
      job('done').memoryReserved = false;
      Object.assign(job('runs'), { memory: 11 });
    },
    'the memory reserved is miscounted',
  ],
  [
    'more memory than there is',
    (_, { engine }) => Object.assign(engine.schedule.memory, { limit: 15 }),
    '20 bytes are reserved of 15',
  ],
  [
    'a waiting job whose container runs',
    (job) => (job('paused').container = 'running'),
    'paused waits and its container runs',
  ],
  [
    'an attended job whose container is paused',
    (job) => (job('runs').container = 'paused'),
    'runs is attended and its container is paused',
  ],
  [
    'a container that outlives its job',
    (job) => {
      job('done').container = 'paused';
      job('done').memoryReserved = true;
    },
    'the container of done stays',
  ],
  [
    'a container of an old attempt that nobody kills',
    (job) => (job('paused').containerAttempt = 0),
    'the container of paused stays',
  ],
  [
    'a waiting job that does not age',
    (job) => job('queued').neverWaited(),
    'queued waits and its waiting time stands still',
  ],
  ['a waiting job in a turn', (job) => (job('paused').turnStart = 3), 'paused waits and its turn goes on'],
  ['a running job that ages', (job) => job('runs').waitFrom(3), 'runs runs and its waiting time grows'],
  [
    'a running job that is not served',
    (job) => job('runs').stopService(3),
    'the container of runs is running and its service is not so',
  ],
  [
    'a paused job that is served',
    (job) => job('paused').serveFrom(3),
    'the container of paused is paused and its service is not so',
  ],
  ['a running job without a turn', (job) => (job('runs').turnStart = Number.NaN), 'runs runs outside a turn'],
  ['more cores than a job takes', (job) => (job('runs').given = 4), 'runs is given 4 cores and takes 1 to 3'],
  ['half a core', (job) => (job('runs').given = 1.5), 'runs is given 1.5 cores and takes 1 to 3'],
  ['a sum of cores that is wrong', (job) => (job('runs').given = 2), 'the cores given are miscounted'],
  ['a sum of holds that is wrong', (job) => (job('runs').hold = 2), 'the cores free are miscounted'],
  [
    'more cores given than there are',
    (job, { engine }) => {
      job('runs').given = 2;
      engine.schedule.given = 4;
    },
    '4 cores given of 3',
  ],
  [
    'a head that waits beside free cores',
    (_, run) => needsNothing(run, 'paused'),
    'paused waits though 0 of 0 free cores would do',
  ],
  [
    'a job that could go past the head into free cores',
    (_, run) => needsNothing(run, 'queued'),
    'queued waits though 0 of 0 free cores would do',
  ],
  [
    'a job that claims more cores than there are',
    (job, { engine }) => {
      engine.schedule.waiting.remove(job('queued'));
      job('queued').request = 4;
      engine.schedule.waiting.add(job('queued'));
    },
    'queued claims 4 of 3 cores, which never are free',
  ],
  [
    'a smallest claim that is wrong',
    (job) => {
      job('paused').claim = 2;
      job('queued').claim = 2;
    },
    'the smallest claim is not known',
  ],
  ['a core with two jobs', (job) => (job('runs').placement = [1]), 'core 1 is held by runs and starting'],
  ['a core that is free and held', (_, { pool }) => pool.release([0]), 'core 0 is held by runs and free'],
  [
    'a core that nobody holds and that is not free',
    (job) => (job('starting').inFlight = { ...job('starting').inFlight!, ids: [1] }),
    'a core is lost',
  ],
  [
    'a container with other cores than were given',
    (job) => job('runs').holdCores(2, 0),
    'runs was given 1 cores and has 2',
  ],
  [
    'a job that is to have cores that its container has not',
    (job) => job('starting').holdCores(1, 0),
    'the cores of starting are miscounted',
  ],
];

describe('complains of', () => {
  it.each(breaks)('%s', (_, sabotage, message) => {
    const run = soundRun();
    sabotage((id) => run.job(id), run);
    expect(() => check(run)).toThrow(new Bug(message));
  });

  it('a job that waits for cores though enough are free', () => {
    const run = soundRun();
    const starting = run.job('starting');
    run.pool.release(starting.inFlight!.ids);
    starting.inFlight = undefined;
    run.engine.schedule.unsettle(starting);
    expect(() => check(run)).toThrow(new Bug('starting waits for 2 cores and 2 are free'));
  });

  it('what it says of waiting jobs only right after a decision: later, it is for the next one to see', () => {
    const run = soundRun();
    needsNothing(run, 'paused');
    run.engine.schedule.decided = false;
    expect(() => check(run)).not.toThrow();
  });

  it('what a mode finds amiss itself, by its name', () => {
    const { realloc } = rulesOf({});
    const own: Realloc = { ...realloc, name: 'mine', check: () => 'the moon is full' };
    const run = scenario({ cores: 1, realloc: own });
    expect(() => run.at(0, run.submit('a'))).toThrow(new Bug('mine: the moon is full'));
  });

  it('a head for whom a running job could give way', () => {
    const run = soundRun();
    run.engine.schedule.decided = true;
    Object.assign(run.job('runs'), { priority: -7 });
    expect(() => check(run)).toThrow(new Bug('paused waits though runs could give way'));
  });
});
