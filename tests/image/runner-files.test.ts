import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readRunnerFiles } from '../../src/image/runner-files.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runner-files-'));
  await mkdir(join(folder, 'tfsched_runner/__pycache__'), { recursive: true });
  await mkdir(join(folder, 'tfsched_runner/models'));
  await mkdir(join(folder, 'tfsched_threads'));
  for (const path of [
    'Dockerfile',
    'requirements.txt',
    'requirements.in',
    'pyproject.toml',
    'tfsched_runner/spin.py',
    'tfsched_runner/__pycache__/spin.cpython-311.pyc',
    'tfsched_runner/models/lstm.py',
    'tfsched_threads/auto.py',
  ]) {
    await writeFile(join(folder, path), path);
  }
});

afterEach(() => rm(folder, { recursive: true }));

describe('readRunnerFiles', () => {
  it('reads what the Dockerfile copies and nothing else, in one order', async () => {
    const files = await readRunnerFiles(folder);
    expect(files.map((file) => file.path)).toEqual([
      'Dockerfile',
      'requirements.txt',
      'tfsched_runner/models/lstm.py',
      'tfsched_runner/spin.py',
      'tfsched_threads/auto.py',
    ]);
    expect(files.every((file) => file.content.toString() === file.path)).toBe(true);
  });

  it('finds the real sources', async () => {
    const paths = (await readRunnerFiles()).map((file) => file.path);
    expect(paths).toContain('tfsched_runner/__main__.py');
    expect(paths).toContain('tfsched_threads/auto.py');
    expect(paths).toContain('Dockerfile');
  });
});
