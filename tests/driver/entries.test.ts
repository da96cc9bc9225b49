import { describe, expect, it } from '@jest/globals';
import { jobRecord, jobRequest, programName } from '../../src/driver/entries.js';
import { jobSpec } from '../support/job-spec.js';

describe('jobRequest', () => {
  it('takes over what the engine must know', () => {
    const spec = jobSpec({
      id: 'r1',
      position: 3,
      arrival: 2,
      cores: 2,
      minCores: 1,
      maxCores: 4,
      priority: 5,
      retries: 1,
      timeout: 60,
      memory: 1000,
      user: 'ana',
      estimate: 30,
    });
    expect(jobRequest(spec, 8, 21)).toEqual({
      id: 'r1',
      position: 3,
      arrival: 2,
      cores: 2,
      minCores: 1,
      maxCores: 4,
      priority: 5,
      retries: 1,
      timeout: 60,
      memory: 1000,
      user: 'ana',
      dedicated: 21,
      estimate: 30,
    });
  });

  it('fills in what depends on the capacity, and what there is no limit for', () => {
    const filled = { maxCores: 8, timeout: Infinity, memory: 0, estimate: 21 };
    expect(jobRequest(jobSpec(), 8, 21)).toMatchObject(filled);
  });
});

describe('jobRecord', () => {
  it('announces a job with what is known of it', () => {
    const spec = jobSpec({ user: 'ana', timeout: 60, retries: 2, estimate: 30 });
    expect(jobRecord(spec, 8, { steps: 400, dedicated: 21, memory: 1000 })).toEqual({
      kind: 'job',
      job: 'a',
      position: 0,
      model: 'spin',
      arrival: 0,
      cores: 1,
      min_cores: 1,
      max_cores: 8,
      priority: 0,
      user: 'ana',
      steps: 400,
      dedicated: 21,
      estimate: 30,
      memory: 1000,
      timeout: 60,
      retries: 2,
    });
  });

  it('leaves out what is not known, and what there is not', () => {
    const record = jobRecord(jobSpec(), 8, { memory: 0 });
    for (const key of ['user', 'steps', 'dedicated', 'estimate', 'memory', 'timeout', 'retries'])
      expect(record).not.toHaveProperty(key);
  });
});

describe('programName', () => {
  it('is the model, or the image of a program of the user’s own', () => {
    const image = {
      kind: 'image',
      image: 'me/train:1',
      command: [],
      progress: false,
      network: false,
      writable: false,
      mounts: [],
    } as const;
    expect(programName(jobSpec())).toBe('spin');
    expect(programName(jobSpec({ program: image }))).toBe('me/train:1');
  });
});
