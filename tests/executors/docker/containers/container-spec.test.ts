import { describe, expect, it } from '@jest/globals';
import {
  ARMED_MEMORY,
  containerSpec,
  dispatchLimits,
  type ContainerChoice,
  type RunContext,
} from '../../../../src/executors/docker/containers/container-spec.js';
import { grantsAsked, grantsMissing } from '../../../../src/executors/docker/containers/grants.js';
import type { ImageInfo } from '../../../../src/executors/docker/daemon/client.js';
import { MARK } from '../../../../src/executors/docker/output/output.js';
import { originOf } from '../../../../src/executors/docker/ownership/origin.js';
import type { ImageProgram, JobSpec } from '../../../../src/workload/workload.js';
import { jobSpec, planOf } from '../run.js';

const IMAGE: ImageInfo = {
  id: 'sha256:1',
  entrypoint: ['entry', 'point'],
  command: ['default'],
  env: [],
  size: 1,
};
const CONTEXT: RunContext = { run: 'run1', grants: new Set(), seed: 7, workloadFolder: '/work/flow' };
const CHOICE: ContainerChoice = {
  attempt: 2,
  armed: true,
  outFolder: '/host/out',
  relabelOut: false,
  cgroupParent: '/parent/3',
  mounts: [],
  origin: originOf('/runs/run1'),
};

function imageJob(more: Partial<ImageProgram>, job: Partial<JobSpec> = {}): JobSpec {
  return jobSpec('j', { program: { ...(jobSpec('j').program as ImageProgram), ...more }, ...job });
}

describe('the container of a job', () => {
  it('is locked down and armed', () => {
    const spec = containerSpec(planOf(jobSpec('j')), IMAGE, CONTEXT, CHOICE);
    expect(spec).toMatchObject({
      name: 'tfsched-run1-j-2',
      labels: {
        'tfsched.run': 'run1',
        'tfsched.job': 'j',
        'tfsched.attempt': '2',
        'tfsched.folder': '/runs/run1',
      },
      user: '10001:10001',
      stdin: true,
      network: false,
      readonlyRoot: true,
      tmpfs: { '/tmp': 'rw,exec,nosuid,nodev,mode=1777,size=268435456' },
      binds: [{ host: '/host/out', container: '/out', readonly: false, relabel: false }],
      pids: 256,
      limits: { memory: ARMED_MEMORY },
      cgroupParent: '/parent/3',
    });
    expect(spec.entrypoint.slice(0, 2)).toEqual(['sh', '-c']);
    expect(spec.entrypoint[2]).toBe(
      `read -r _ && { printf '${MARK.replace('\n', '\\n')}'; exec "$@" </dev/null; }`,
    );
    expect(spec.entrypoint[3]).toBe('sh');
    expect(spec.command).toEqual(['entry', 'point', 'program']);
  });

  it('runs the image’s own command when the job gives none', () => {
    const spec = containerSpec(planOf(imageJob({ command: [] })), IMAGE, CONTEXT, CHOICE);
    expect(spec.command).toEqual(['entry', 'point', 'default']);
  });

  it('is the program itself where there is no shell', () => {
    const spec = containerSpec(planOf(jobSpec('j')), IMAGE, CONTEXT, { ...CHOICE, armed: false });
    expect(spec).toMatchObject({ entrypoint: ['entry'], command: ['point', 'program'], stdin: false });
  });

  it('tells the runner what to do for a built-in model', () => {
    const model = { kind: 'model' as const, model: 'spin', batch: 4, duty: 0.5 };
    const plan = planOf(jobSpec('j', { program: model }), {
      steps: 12,
      threads: { inter: 2, intra: 4, elastic: true },
    });
    expect(containerSpec(plan, IMAGE, CONTEXT, CHOICE).command.join(' ')).toBe(
      'entry point --model spin --steps 12 --inter 2 --intra 4 --batch 4 --duty 0.5 --seed 7 --elastic',
    );
    const own = planOf(jobSpec('j', { program: { ...model, seed: 3, duty: undefined } }), { steps: 1 });
    const command = containerSpec(own, IMAGE, CONTEXT, CHOICE).command.join(' ');
    expect(command).toContain('--seed 3');
    expect(command).not.toMatch(/--duty|--elastic/);
  });

  it('knows who it is and how many threads it is to use; its own variables win over all else', () => {
    const job = jobSpec('j', {
      env: { TF_NUM_INTRAOP_THREADS: '9', TFSCHED_JOB: 'x', HOME: '/home', A: 'b=c' },
    });
    const plan = planOf(job, { steps: 40, threads: { inter: 2, intra: 3, elastic: false } });
    const env = containerSpec(plan, IMAGE, CONTEXT, CHOICE).env.map((line): [string, string] => {
      const [name = ''] = line.split('=');
      return [name, line.slice(name.length + 1)];
    });
    expect(Object.fromEntries(env)).toEqual({
      TF_NUM_INTRAOP_THREADS: '9',
      TF_NUM_INTEROP_THREADS: '2',
      HOME: '/home',
      A: 'b=c',
      TFSCHED_RUN: 'run1',
      TFSCHED_JOB: 'j',
      TFSCHED_ATTEMPT: '2',
      TFSCHED_OUT: '/out',
      TFSCHED_STEPS: '40',
    });
  });

  it('knows that its pool is to be elastic', () => {
    const envOf = (elastic: boolean): readonly string[] => {
      const plan = planOf(jobSpec('j'), { threads: { inter: 1, intra: 2, elastic } });
      return containerSpec(plan, IMAGE, CONTEXT, CHOICE).env.filter((line) => line.includes('ELASTIC'));
    };
    expect(envOf(true)).toEqual(['TFSCHED_ELASTIC=1']);
    expect(envOf(false)).toEqual([]);
  });

  it('keeps the home that its image names', () => {
    const env = (image: ImageInfo): readonly string[] =>
      containerSpec(planOf(jobSpec('j')), image, CONTEXT, CHOICE).env.filter((line) =>
        line.startsWith('HOME='),
      );
    expect(env(IMAGE)).toEqual(['HOME=/tmp']);
    expect(env({ ...IMAGE, env: ['HOME=/srv'] })).toEqual([]);
  });

  it('has an /out in memory where the daemon cannot see this host', () => {
    const spec = containerSpec(planOf(jobSpec('j')), IMAGE, CONTEXT, { ...CHOICE, outFolder: undefined });
    expect(spec.binds).toEqual([]);
    expect(Object.keys(spec.tmpfs)).toEqual(['/tmp', '/out']);
  });

  it('opens what is asked for and granted, and nothing else', () => {
    const job = imageJob({
      network: true,
      writable: true,
      runAs: '5:6',
      mounts: [
        { host: 'data', container: '/data', readonly: true },
        { host: '/abs', container: '/abs', readonly: false },
      ],
    });
    const mounts = [
      { host: '/work/flow/data', container: '/data', readonly: true, relabel: false },
      { host: '/abs', container: '/abs', readonly: false, relabel: false },
    ];
    const grants = new Set(['network', 'writable', 'user', 'mounts'] as const);
    expect(
      containerSpec(planOf(job), IMAGE, { ...CONTEXT, grants }, { ...CHOICE, mounts, relabelOut: true }),
    ).toMatchObject({
      network: true,
      readonlyRoot: false,
      user: '5:6',
      binds: [{ container: '/out', relabel: true }, ...mounts],
    });
    expect(grantsAsked(job)).toEqual(['network', 'writable', 'user', 'mounts']);
    expect(grantsMissing(job, new Set(['user', 'network']))).toEqual(['writable', 'mounts']);
    expect(() => containerSpec(planOf(job), IMAGE, CONTEXT, CHOICE)).toThrow('not granted');
    expect(grantsAsked(jobSpec('j'))).toEqual([]);
  });

  it('has little memory while it is armed, and its own from its dispatch on', () => {
    const limits = (memory: number | undefined) =>
      containerSpec(planOf(jobSpec('j'), { memory }), IMAGE, CONTEXT, CHOICE).limits;
    expect(limits(2 ** 30)).toEqual({ memory: ARMED_MEMORY });
    expect(limits(2 ** 23)).toEqual({ memory: 2 ** 23 });
    expect(limits(undefined)).toEqual({});
    expect(dispatchLimits(planOf(jobSpec('j'), { memory: 9 }), CONTEXT, { cpuset: '0' })).toEqual({
      cpuset: '0',
      memory: 9,
    });
    expect(dispatchLimits(planOf(jobSpec('j'), { memory: undefined }), CONTEXT, { cpuset: '0' })).toEqual({
      cpuset: '0',
    });
  });

  it('without a limit of its own may use most of the host, and no more', () => {
    const context = { ...CONTEXT, hostMemory: 1000 * 2 ** 20 };
    const plan = planOf(jobSpec('j'), { memory: undefined });
    expect(containerSpec(plan, IMAGE, context, CHOICE).limits).toEqual({ memory: ARMED_MEMORY });
    expect(dispatchLimits(plan, context, { cpuset: '0' })).toEqual({ cpuset: '0', memory: 900 * 2 ** 20 });
    expect(dispatchLimits(planOf(jobSpec('j'), { memory: 9 }), context, {})).toEqual({ memory: 9 });
  });

  it('keeps in memory no more than its limit', () => {
    const tmpfs = (memory: number | undefined, outFolder: string | undefined = '/host/out') =>
      containerSpec(planOf(jobSpec('j'), { memory }), IMAGE, CONTEXT, { ...CHOICE, outFolder }).tmpfs;
    const options = 'rw,exec,nosuid,nodev,mode=1777';
    expect(tmpfs(2 ** 30)).toEqual({ '/tmp': `${options},size=${2 ** 30}` });
    expect(tmpfs(undefined)).toEqual({ '/tmp': options });
    const hidden = containerSpec(planOf(jobSpec('j'), { memory: 2 ** 30 }), IMAGE, CONTEXT, {
      ...CHOICE,
      outFolder: undefined,
    });
    expect(hidden.tmpfs['/out']).toBe(`${options},size=${2 ** 30}`);
  });

  it('has what its image wants as volumes in memory, not on the disk of the host', () => {
    const mounts = [{ host: '/h', container: '/data/in', readonly: true, relabel: false }];
    const spec = (volumes: readonly string[]) =>
      containerSpec(planOf(jobSpec('j')), { ...IMAGE, volumes }, CONTEXT, { ...CHOICE, mounts });
    expect(Object.keys(spec(['/data', '/data/', 'cache', '/out', '/tmp', '/data/in']).tmpfs)).toEqual([
      '/tmp',
      '/data',
      '/cache',
    ]);
    expect(() => spec(['/a/..'])).toThrow('wants its root to be a volume');
  });
});
