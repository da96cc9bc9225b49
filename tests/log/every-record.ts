import type { LogRecord } from '../../src/log/records.js';

/** One record of every kind and form, each that there is a field for: a kind that is forgotten does not compile. */
const BY_KIND: { readonly [K in LogRecord['kind']]: readonly (LogRecord & { readonly kind: K })[] } = {
  run: [
    {
      kind: 'run',
      version: 1,
      tfsched: '1.2.3',
      run: '20260731-142501-k3f9',
      created: '2026-07-31T14:25:01.000Z',
      command: 'run',
      workload: { file: 'workloads/näme.yaml', name: 'morning mix' },
      config: {
        policy: 'rr',
        realloc: 'max_prop',
        cores: 4,
        options: { quantum: 5, preemptive: false, victim: 'longest_run' },
        executor: 'docker',
        speedup: 'linear',
        overheads: { start: 0.06 },
        emulate: true,
        seed: 7,
      },
      ids: [2, 3, 4, 5],
      host: { docker: '20.10', cores: 8 },
      arming: 4.5,
    },
  ],
  job: [
    {
      kind: 'job',
      job: 'r1',
      position: 0,
      model: 'resnet20',
      arrival: 0.5,
      cores: 2,
      min_cores: 1,
      max_cores: 4,
      priority: -3,
      user: 'ana',
      steps: 400,
      dedicated: 20.25,
      timeout: 600,
      retries: 1,
    },
    {
      kind: 'job',
      job: 'r2',
      position: 1,
      model: 'i',
      arrival: 0,
      cores: 1,
      min_cores: 1,
      max_cores: 1,
      priority: 0,
    },
  ],
  arrived: [{ kind: 'arrived', at: 0.5, job: 'r1' }],
  updated: [{ kind: 'updated', at: 12, job: 'r1', cores: 1, effect: true }],
  turn_ended: [{ kind: 'turn_ended', at: 5, job: 'r1' }],
  exemption_ended: [{ kind: 'exemption_ended', at: 5, job: 'r1' }],
  timed_out: [{ kind: 'timed_out', at: 5, job: 'r1' }],
  aging_tick: [{ kind: 'aging_tick', at: 5 }],
  cancelled: [{ kind: 'cancelled', at: 5, reason: 'SIGINT' }],
  exited: [
    { kind: 'exited', at: 6, job: 'r1', attempt: 1, code: 0 },
    { kind: 'exited', at: 6, job: 'r1', attempt: 1, code: 137, reason: 'out of memory' },
  ],
  ended: [
    { kind: 'ended', at: 6, job: 'r1', state: 'failed', code: 137, reason: 'timeout' },
    { kind: 'ended', at: 6, job: 'r1', state: 'cancelled', code: null },
  ],
  decision: [{ kind: 'decision', at: 0, running: 1, waiting: 2, held: 0.5, idle: 1 }],
  intent: [
    { kind: 'intent', at: 0, id: 1, action: 'start', job: 'r1', attempt: 1, cores: 2, ids: [2, 3] },
    {
      kind: 'intent',
      at: 0,
      id: 2,
      action: 'pause',
      job: 'r1',
      attempt: 1,
      cores: 0,
      cause: { kind: 'turn_ended' },
    },
    {
      kind: 'intent',
      at: 0,
      id: 3,
      action: 'kill',
      job: 'r1',
      attempt: 1,
      cores: 0,
      cause: { kind: 'gave_way', job: 'r2' },
    },
  ],
  outcome: [
    { kind: 'outcome', at: 0.02, id: 1, ok: true },
    { kind: 'outcome', at: 0.02, id: 2, ok: false, reason: 'no such container' },
  ],
  program: [
    { kind: 'program', at: 2, job: 'r1', attempt: 1, event: 'ready', step: 0, loss: undefined },
    { kind: 'program', at: 3, job: 'r1', attempt: 1, event: 'progress', step: 40, loss: 0.25 },
  ],
  cpu: [{ kind: 'cpu', at: 6, job: 'r1', attempt: 1, seconds: 5.5 }],
  note: [
    { kind: 'note', at: 6, level: 'warning', text: 'slow \u001b[31m disk\n', job: undefined },
    { kind: 'note', at: 6, level: 'info', text: 'x', job: 'r1' },
  ],
  beat: [{ kind: 'beat', at: 7 }],
  end: [
    { kind: 'end', at: 7, interrupted: 'SIGINT' },
    { kind: 'end', at: 7 },
  ],
};

/** One of each, the header first. */
export const EVERY_RECORD: readonly LogRecord[] = Object.values(BY_KIND).flat();
