import { describe, expect, it } from '@jest/globals';
import { scenario } from '../core/scenario.js';

/** A job that is expected to take so long on so many cores. */
const job = (cores: number, estimate?: number) => ({ cores, estimate });

describe('easy', () => {
  const blocked = () => {
    const run = scenario({ cores: 4, policy: 'easy', atOnce: true });
    expect(run.at(0, run.submit('runs', job(3, 10)))).toEqual(['start runs on 0-2']);
    expect(run.at(1, run.submit('head', job(3, 5)))).toEqual([]);
    return run;
  };

  it('lets a job go past the blocked one that is over when that can start', () => {
    const run = blocked();
    expect(run.at(2, run.submit('short', job(1, 8)))).toEqual(['start short on 3']);
  });

  it('lets one that is not over by then take cores that are spare then', () => {
    const run = blocked();
    expect(run.at(2, run.submit('long', job(1, 99)))).toEqual(['start long on 3']);
    expect(run.at(10, run.exit('runs'))).toEqual(['runs done 0', 'start head on 0-2']);
  });

  it('lets nobody delay the blocked one', () => {
    const run = scenario({ cores: 4, policy: 'easy', atOnce: true });
    run.at(0, run.submit('runs', job(3, 10)));
    run.at(1, run.submit('head', job(4, 5)));
    expect(run.at(2, run.submit('long', job(1, 8.5)))).toEqual([]);
    expect(run.at(2, run.submit('short', job(1, 8)))).toEqual(['start short on 3']);
  });

  it('uses up what is spare', () => {
    const run = scenario({ cores: 4, policy: 'easy', atOnce: true });
    run.at(0, run.submit('runs', job(2, 10)));
    run.at(1, run.submit('head', job(3, 5)));
    const two = [run.submit('x', job(1, 99)), run.submit('y', job(1, 99))];
    expect(run.at(2, ...two)).toEqual(['start x on 2']);
  });

  it('promises nothing to the second blocked one', () => {
    const run = blocked();
    run.at(2, run.submit('second', job(4, 1)));
    expect(run.at(3, run.submit('long', job(1, 99)))).toEqual(['start long on 3']);
  });

  it('takes a job without an estimate never to end', () => {
    const run = scenario({ cores: 2, policy: 'easy', atOnce: true });
    run.at(0, run.submit('runs', job(1)));
    run.at(1, run.submit('head', job(2, 5)));
    expect(run.at(2, run.submit('other', job(1)))).toEqual(['start other on 1']);
  });

  it('takes one that is over its estimate to go on for as long again as it is over it', () => {
    const run = scenario({ cores: 2, policy: 'easy', atOnce: true });
    run.at(0, run.submit('runs', job(1, 4)));
    run.at(1, run.submit('head', job(2, 5)));
    expect(run.at(6, run.submit('long', job(1, 2.5)))).toEqual([]);
    expect(run.at(7, run.submit('next', job(1, 3)))).toEqual(['start long on 1']);
  });

  it('counts what a started program has done so far, also after its user gave cores back', () => {
    const run = scenario({ cores: 4, policy: 'easy', atOnce: true });
    run.at(0, run.submit('runs', job(4, 10)));
    run.at(1, run.submit('head', job(3, 5)));
    // 20 core-seconds are left, on two cores.
    expect(run.at(5, run.update('runs', 2))).toEqual(['resize runs on 0-1']);
    expect(run.at(5, run.submit('long', job(2, 10.5)))).toEqual([]);
    expect(run.at(5, run.submit('short', job(2, 10)))).toEqual(['start short on 2-3']);
  });

  it('passes over a job that lacks memory, promising it nothing', () => {
    const run = scenario({ cores: 2, policy: 'easy', memory: 10, atOnce: true });
    run.at(0, run.submit('runs', { ...job(1, 9), memory: 8 }));
    expect(run.at(1, run.submit('large', { ...job(1, 1), memory: 4 }))).toEqual([]);
    expect(run.at(2, run.submit('small', { ...job(1, 99), memory: 2 }))).toEqual(['start small on 1']);
  });
});
