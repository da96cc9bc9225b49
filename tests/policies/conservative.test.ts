import { describe, expect, it } from '@jest/globals';
import { scenario } from '../core/scenario.js';

/** A job that is expected to take so long on so many cores. */
const job = (cores: number, estimate?: number) => ({ cores, estimate });

describe('conservative', () => {
  /** On 4 cores: `runs` has 3 until 10, `head` is promised 10 to 15, `second` 15 to 16. */
  const two = () => {
    const run = scenario({ cores: 4, policy: 'conservative', atOnce: true });
    expect(run.at(0, run.submit('runs', job(3, 10)))).toEqual(['start runs on 0-2']);
    expect(run.at(1, run.submit('head', job(3, 5)), run.submit('second', job(4, 1)))).toEqual([]);
    return run;
  };

  it('lets a job go past all that it does not delay', () => {
    const run = two();
    expect(run.at(2, run.submit('fits', job(1, 13)))).toEqual(['start fits on 3']);
  });

  it('lets nobody delay the second blocked one, as EASY would', () => {
    const run = two();
    expect(run.at(2, run.submit('long', job(1, 13.5)))).toEqual([]);
  });

  it('moves promises forward when a job ends early, in order of arrival', () => {
    const run = two();
    run.at(2, run.submit('late', job(1, 20)));
    expect(run.at(4, run.exit('runs'))).toEqual(['runs done 0', 'start head on 0-2']);
    expect(run.at(9, run.exit('head'))).toEqual(['head done 0', 'start second on 0-3']);
    expect(run.at(10, run.exit('second'))).toEqual(['second done 0', 'start late on 0']);
  });

  it('makes all promises anew when a job takes longer than was thought', () => {
    const run = two();
    run.at(2, run.submit('late', job(1, 20)));
    expect(run.at(12, run.submit('small', job(1, 1)))).toEqual(['start small on 3']);
    expect(run.at(13, run.exit('small'))).toEqual(['small done 0']);
    expect(run.at(14, run.exit('runs'))).toEqual(['runs done 0', 'start head on 0-2']);
  });

  it('promises nothing behind a job that never ends, and lets others by', () => {
    const run = scenario({ cores: 2, policy: 'conservative', atOnce: true });
    run.at(0, run.submit('runs', job(1)));
    run.at(1, run.submit('wide', job(2, 5)));
    expect(run.at(2, run.submit('other', job(1, 3)))).toEqual(['start other on 1']);
    expect(run.at(5, run.exit('other'))).toEqual(['other done 0']);
    expect(run.at(6, run.exit('runs'))).toEqual(['runs done 0', 'start wide on 0-1']);
  });

  it('passes over a job that lacks memory', () => {
    const run = scenario({ cores: 2, policy: 'conservative', memory: 10, atOnce: true });
    run.at(0, run.submit('runs', { ...job(1, 9), memory: 8 }));
    const both = [run.submit('a', { ...job(1, 1), memory: 2 }), run.submit('b', { ...job(1, 1), memory: 1 })];
    expect(run.at(1, run.submit('large', { ...job(1, 1), memory: 4 }), ...both)).toEqual(['start a on 1']);
  });
});
