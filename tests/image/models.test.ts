import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RUNNER_FOLDER } from '../../src/image/runner-files.js';
import { models } from '../../src/workload/models.js';

const read = (path: string) => readFile(join(RUNNER_FOLDER, 'tfsched_runner', path), 'utf8');

describe('the models of the loader and of the runner', () => {
  it('are the same', async () => {
    const [, list = ''] = /^MODELS = \((.*)\)$/m.exec(await read('models/__init__.py')) ?? [];
    const ofRunner = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    const ofLoader = models.filter((model) => model.kind === 'tensorflow').map((model) => model.name);
    expect(ofRunner).toEqual(ofLoader);
  });

  it.each(models.filter((model) => model.kind === 'tensorflow'))(
    'have the same batch: $name',
    async (model) => {
      const [, batch] = /^BATCH = (\d+)$/m.exec(await read(`models/${model.name}.py`)) ?? [];
      expect(Number(batch)).toBe(model.defaultBatch);
    },
  );
});
