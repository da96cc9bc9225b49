import { describe, expect, it } from '@jest/globals';
import { Gate } from '../../../../src/executors/docker/daemon/gate.js';

/** Work that ends when it is told. */
function work(): { run: () => Promise<void>; finish: () => void; begun: () => boolean } {
  let finish = (): void => undefined;
  let begun = false;
  const over = new Promise<void>((resolve) => (finish = resolve));
  return {
    run: () => {
      begun = true;
      return over;
    },
    finish: () => finish(),
    begun: () => begun,
  };
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the gate', () => {
  it('lets so many in, then the urgent ones first', async () => {
    const gate = new Gate(2);
    const jobs = [work(), work(), work(), work()];
    const all = jobs.map((job, n) => gate.through(job.run, n === 3));
    await breathe();
    expect(jobs.map((job) => job.begun())).toEqual([true, true, false, false]);
    jobs[0]!.finish();
    await breathe();
    expect(jobs.map((job) => job.begun())).toEqual([true, true, false, true]);
    for (const job of jobs) job.finish();
    await Promise.all(all);
    expect(jobs[2]!.begun()).toBe(true);
  });

  it('lets the next in when work fails', async () => {
    const gate = new Gate(1);
    const failed = gate.through(() => Promise.reject(new Error('no')), false);
    const next = gate.through(() => Promise.resolve('yes'), false);
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});
