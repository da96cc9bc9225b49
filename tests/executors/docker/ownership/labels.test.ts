import { describe, expect, it } from '@jest/globals';
import { containerLabels, readLabels } from '../../../../src/executors/docker/ownership/labels.js';
import { originOf } from '../../../../src/executors/docker/ownership/origin.js';

const ORIGIN = originOf('/runs/20260731-142501-k3f9');
const LABELS = containerLabels('20260731-142501-k3f9', 'train.a', 2, ORIGIN);

describe('the labels of a container', () => {
  it('tell run, job, attempt, owner, process and folder', () => {
    expect(readLabels(LABELS)).toEqual({
      run: '20260731-142501-k3f9',
      job: 'train.a',
      attempt: 2,
      owner: ORIGIN.owner,
      process: ORIGIN.process,
      folder: '/runs/20260731-142501-k3f9',
    });
  });

  it('of an earlier version tell what they can', () => {
    expect(readLabels({ 'tfsched.run': 'r', 'tfsched.job': 'j', 'tfsched.attempt': '1' })).toEqual({
      run: 'r',
      job: 'j',
      attempt: 1,
      owner: undefined,
      process: undefined,
      folder: undefined,
    });
  });

  it.each([
    ['run', 'tfsched.run', '../../etc/cron.d/x'],
    ['run', 'tfsched.run', ''],
    ['run', 'tfsched.run', 'a'.repeat(64)],
    ['attempt', 'tfsched.attempt', 'first'],
    ['attempt', 'tfsched.attempt', '0'],
    ['owner', 'tfsched.owner', 'ana@host'],
    ['owner', 'tfsched.owner', '1000'],
    ['process', 'tfsched.process', 'null'],
    ['process', 'tfsched.process', '{'],
    ['process', 'tfsched.process', '{"host":"h","boot":"b","pid":-1,"began":"1"}'],
    ['process', 'tfsched.process', '{"host":"h","boot":"b","pid":1}'],
    ['folder', 'tfsched.folder', 'runs/relative'],
  ] as const)('tell no %s by %s=%j', (field, label, value) => {
    expect(readLabels({ ...LABELS, [label]: value })).toEqual({ ...readLabels(LABELS), [field]: undefined });
  });
});
