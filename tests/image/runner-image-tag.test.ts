import { describe, expect, it } from '@jest/globals';
import { packagesImageTag, runnerImageTag, runnerTagOf } from '../../src/image/runner-image-tag.js';

const file = (path: string, text: string) => ({ path, content: Buffer.from(text) });
const files = [
  file('Dockerfile', 'FROM x'),
  file('requirements.txt', 'a==1'),
  file('tfsched_runner/spin.py', '1'),
];

describe('runnerTagOf', () => {
  it('is a repository and twelve hexadecimal digits', async () => {
    expect(runnerTagOf(files)).toMatch(/^tfsched-runner:[0-9a-f]{12}$/);
    expect(await runnerImageTag()).toMatch(/^tfsched-runner:[0-9a-f]{12}$/);
  });

  it('changes with a content, with a path, and with where one file ends and the next begins', () => {
    const changed = [
      [...files.slice(0, 2), file('tfsched_runner/spin.py', '2')],
      [...files.slice(0, 2), file('tfsched_runner/spun.py', '1')],
      [file('Dockerfile', 'FROM '), file('requirements.txt', 'xa==1'), ...files.slice(2)],
    ];
    const tags = new Set([files, ...changed].map(runnerTagOf));
    expect(tags.size).toBe(4);
    expect(runnerTagOf([...files])).toBe(runnerTagOf(files));
  });
});

describe('packagesImageTag', () => {
  it('changes with the requirements only', () => {
    const python = [...files.slice(0, 2), file('tfsched_runner/spin.py', '2')];
    const requirements = [file('requirements.txt', 'a==2')];
    expect(packagesImageTag(python)).toBe(packagesImageTag(files));
    expect(packagesImageTag(requirements)).not.toBe(packagesImageTag(files));
  });
});
