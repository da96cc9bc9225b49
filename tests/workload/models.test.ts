import { describe, expect, it } from '@jest/globals';
import { findModel, modelNames, models } from '../../src/workload/models.js';

describe('models', () => {
  it('has those of design 6', () => {
    expect(modelNames).toEqual(['mnist_cnn', 'resnet20', 'lstm', 'resnet50', 'spin']);
  });

  it('gives every TensorFlow model a batch, and every model a memory limit that Docker takes', () => {
    for (const { kind, defaultBatch, defaultMemory } of models) {
      expect(defaultBatch !== undefined).toBe(kind === 'tensorflow');
      expect(defaultMemory).toBeGreaterThanOrEqual(6 * 1024 * 1024);
    }
  });

  it('finds models by name only', () => {
    expect(findModel('lstm')?.name).toBe('lstm');
    expect(findModel('toString')).toBeUndefined();
  });
});
