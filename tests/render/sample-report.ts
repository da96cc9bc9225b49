import { createFold } from '../../src/metrics/fold.js';
import type { JobReport, RunReport } from '../../src/metrics/report.js';
import { LogBuilder } from '../metrics/log-builder.js';

/** A run on Docker with something of everything: pauses, resizes, a retry, a failure, a cancelled job, notes. */
export function sampleReport(): RunReport {
  const log = new LogBuilder(
    { policy: 'rr', realloc: 'max_prop', options: { quantum: 5, preemptive: false }, executor: 'docker' },
    {
      command: 'run',
      created: '2026-07-31T14:25:01.000Z',
      workload: { file: 'w.yaml', name: 'morning mix' },
      arming: 4.25,
    },
  )
    .job('r1', { model: 'mnist_cnn', cores: 2, dedicated: 11.5, user: 'ana', priority: 5 })
    .job('r2', { model: 'resnet20', cores: 2, arrival: 1, dedicated: 9, user: 'ben' })
    .job('a-job-with-a-rather-long-name', { model: 'lstm', arrival: 3, dedicated: 4 })
    .job('own', { model: 'registry.example/team/training:2.1', arrival: 4, user: 'ana' })
    .job('late', { model: 'spin', arrival: 90 })
    .arrive(0, 'r1')
    .do(0, 'start', 'r1', 4, 0.0215)
    .decision(0, 0)
    .add({ kind: 'program', at: 2.5, job: 'r1', attempt: 1, event: 'ready', step: 0, loss: undefined })
    .arrive(1, 'r2')
    .do(1, 'resize', 'r1', 2, 1.016)
    .do(1.016, 'start', 'r2', 2, 1.04)
    .arrive(3, 'a-job-with-a-rather-long-name')
    .arrive(4, 'own')
    .do(5.0215, 'pause', 'r1', 0, 5.036)
    .do(5.036, 'start', 'a-job-with-a-rather-long-name', 1, 5.06)
    .do(5.036, 'start', 'own', 1, 5.061)
    .exit(6.5, 'own', 1)
    .decision(6.5, 1)
    .do(6.6, 'start', 'own', 1, 6.625)
    .add({ kind: 'cpu', at: 9, job: 'a-job-with-a-rather-long-name', attempt: 1, seconds: 3.9 })
    .finish(9.25, 'a-job-with-a-rather-long-name')
    .do(9.25, 'resume', 'r1', 1, 9.266)
    .add({ kind: 'program', at: 12, job: 'r1', attempt: 1, event: 'progress', step: 240, loss: 0.5 })
    .exit(12.5, 'own', 137)
    .add({ kind: 'ended', at: 12.5, job: 'own', state: 'failed', code: 137, reason: 'out of memory' })
    .finish(14.75, 'r2')
    .do(14.75, 'resize', 'r1', 4, 14.766)
    .finish(20.3, 'r1')
    .add({
      kind: 'note',
      at: 20.3,
      level: 'warning',
      text: 'the event stream was lost and opened again',
      job: undefined,
    })
    .end(20.4, 'late', 'cancelled', null)
    .add({ kind: 'end', at: 20.4, interrupted: 'SIGINT' });
  return reportOf(log);
}

/** Twenty-five jobs in virtual time, one after the other. */
export function longReport(jobs = 25): RunReport {
  const log = new LogBuilder({ cores: 1, speedup: 'linear', overheads: { start: 0.06, pause: 0 } });
  for (let index = 0; index < jobs; index++) log.job(`job-${index + 1}`, { dedicated: 2 });
  for (let index = 0; index < jobs; index++) log.arrive(0, `job-${index + 1}`);
  for (let index = 0; index < jobs; index++)
    log.do(2 * index, 'start', `job-${index + 1}`, 1).finish(2 * index + 2, `job-${index + 1}`);
  return reportOf(log.close(2 * jobs));
}

/** One that was written by an enemy: texts that a terminal or a spreadsheet would obey. */
export function hostileReport(): RunReport {
  const report = longReport(1);
  const job = report.jobs[0]!;
  const hostile: JobReport = {
    ...job,
    id: '\u001b[2J\u001b]0;owned\u0007=cmd',
    model: '=HYPERLINK("http://example.invalid","x")',
    user: '+1\r\n"2",3\u202e',
    state: 'failed',
    reason: '\u009b31m@SUM(A1)\n\u001b[31m| a | b |',
  };
  return {
    ...report,
    jobs: [hostile],
    segments: [],
    run: { ...report.run, workload: { file: '\u001b[5mw.yaml', name: null }, interrupted: '\u001b[8m' },
    notes: [{ at: 0, level: 'error', job: '\u001b[1m', text: '\u0007bell' }],
  };
}

function reportOf(log: LogBuilder): RunReport {
  const fold = createFold();
  for (const record of log.records) fold.append(record);
  return fold.report();
}
