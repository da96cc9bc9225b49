import { describe, expect, it } from '@jest/globals';
import { runnerImageTag } from '../../../src/image/runner-image-tag.js';
import { sandbox } from '../../cli/support/tfsched.js';

const { tfsched } = sandbox('real daemon');

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly mend?: string;
}

describe('with a daemon', () => {
  it('doctor finds it and the runner image; whatever is wrong comes with a mend, and 3', async () => {
    const { code, stdout, stderr } = await tfsched('doctor --json');
    const checks = JSON.parse(stdout) as Check[];
    for (const name of ['daemon', 'cores', 'memory', 'disk', 'runner image'])
      expect(checks).toContainEqual(expect.objectContaining({ name, ok: true }));
    const bad = checks.filter(({ ok }) => !ok);
    for (const { mend } of bad) expect(mend).toMatch(/\S/);
    expect({ code, stderr }).toEqual({ code: bad.length === 0 ? 0 : 3, stderr: '' });
  });

  it('image build gives the tag of an image that is there, and image list has it', async () => {
    const tag = await runnerImageTag();
    expect(await tfsched('image build')).toMatchObject({ code: 0, stdout: `${tag}\n` });
    const { stdout } = await tfsched('image list --json');
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        tags: expect.arrayContaining([tag]) as unknown,
        kind: 'runner',
        current: true,
      }),
    );
    expect((await tfsched('image list')).stdout).toMatch(new RegExp(`^${tag} +runner \\(current\\) `, 'm'));
  });
});
