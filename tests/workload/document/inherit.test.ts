import { describe, expect, it } from '@jest/globals';
import { loadWorkload } from '../../../src/workload/load/load.js';
import type { JobSpec } from '../../../src/workload/workload.js';
import { faultsOf } from '../faults-of.js';

describe('defaults', () => {
  it('give what the job does not', () => {
    const job = jobOf(
      '{ model: mnist_cnn, batch: 64, cores: 2, priority: 3, timeout: 1m }',
      '{ duration: 5, priority: 0 }',
    );
    expect(job.program).toEqual({ kind: 'model', model: 'mnist_cnn', batch: 64 });
    expect([job.cores, job.priority, job.timeout]).toEqual([2, 0, 60]);
  });

  it('are replaced as a whole', () => {
    expect(
      jobOf('{ model: spin, env: { A: a, B: b } }', '{ duration: 5, cores: 1, env: { A: c } }').env,
    ).toEqual({ A: 'c' });
  });

  it.each([
    ['{ model: spin, duration: 9 }', '{ steps: 5, cores: 1 }', { kind: 'steps', steps: 5 }],
    ['{ model: spin, steps: 9 }', '{ duration: 5, cores: 1 }', { kind: 'duration', seconds: 5 }],
  ])('%s do not add a second kind of work to %s', (defaults, job, work) => {
    expect(jobOf(defaults, job).work).toEqual(work);
  });

  it('do not add a model, or its parameters, to an image', () => {
    const job = jobOf('{ model: lstm, batch: 8, seed: 1, duration: 5 }', '{ image: app, cores: 1 }');
    expect(job.program).toMatchObject({ kind: 'image', image: 'app' });
  });

  it('do not add an image, or its keys, to a model', () => {
    const defaults =
      '{ image: app, command: [x], progress: true, network: true, writable: true, run_as: 1, mounts: [] }';
    expect(jobOf(defaults, '{ model: lstm, duration: 5, cores: 1 }').program).toEqual({
      kind: 'model',
      model: 'lstm',
      batch: 32,
    });
  });

  it.each([
    ['{ model: lstm, batch: 8 }', '{ model: spin, duration: 5, cores: 1 }', { kind: 'model', model: 'spin' }],
    [
      '{ model: spin, duty: 0.5 }',
      '{ model: lstm, duration: 5, cores: 1 }',
      { kind: 'model', model: 'lstm', batch: 32 },
    ],
  ])('%s do not add parameters that the model of %s lacks', (defaults, job, program) => {
    expect(jobOf(defaults, job).program).toEqual(program);
  });

  it('that are faulty leave a job alone that does not need them', () => {
    expect(fileFaults('{ model: gpt, cores: 0 }', '{ model: lstm, duration: 5, cores: 1 }')).toEqual([
      '1:20: model is "gpt", expected one of mnist_cnn, resnet20, lstm, resnet50, spin',
      '1:32: cores is 0, expected a whole number from 1 to 100000',
    ]);
  });

  it('are not asked where the job is faulty', () => {
    expect(fileFaults('{ model: spin, min_cores: 4, cores: 4 }', '{ duration: 5, cores: x }')).toEqual([
      '3:27: cores is "x", expected a whole number from 1 to 100000',
    ]);
  });

  it('are blamed only when the job gives none of the keys', () => {
    expect(fileFaults('{ model: spin, cores: 1, min_cores: 2, duration: 5 }', '{ id: a }')).toEqual([
      '1:47: min_cores 2 is above cores 1, expected at most 1',
    ]);
  });
});

function fileWith(defaults: string, job: string): string {
  return `defaults: ${defaults}\njobs:\n  - ${job}`;
}

function fileFaults(defaults: string, job: string): string[] {
  return faultsOf(fileWith(defaults, job));
}

function jobOf(defaults: string, job: string): JobSpec {
  const result = loadWorkload('w.yaml', fileWith(defaults, job));
  const first = result.ok ? result.workload.jobs[0] : undefined;
  if (first === undefined) throw new Error(fileFaults(defaults, job).join('\n'));
  return first;
}
