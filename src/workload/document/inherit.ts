import { findModel } from '../models.js';
import { jobKeys } from '../schema/job-schema.js';
import type { JobKey } from '../schema/job-schema.js';
import { given } from './read-fields.js';
import type { Fields } from './read-fields.js';

/** Parameters of built-in models. */
export const MODEL_ONLY: readonly JobKey[] = ['batch', 'seed', 'duty'];
/** What only a program of the user's own has. */
export const IMAGE_ONLY: readonly JobKey[] = [
  'command',
  'progress',
  'mounts',
  'network',
  'run_as',
  'writable',
];
/** Keys of which a job has one: the job's own choice hides that of `defaults`. */
const ALTERNATIVES: readonly (readonly JobKey[])[] = [
  ['duration', 'steps'],
  ['model', 'image'],
];

/**
 * The keys of a job together with those that it takes from `defaults`. A key of the job replaces that of `defaults`
 * as a whole; what `defaults` give for another kind of program than the job's is left out.
 */
export function inherit(own: Fields, defaults: Fields): Fields {
  const values: Record<string, unknown> = { ...defaults.values };
  const broken = new Set(defaults.broken);
  const drop = (keys: readonly JobKey[]): void => {
    for (const key of keys) {
      Reflect.deleteProperty(values, key);
      broken.delete(key);
    }
  };
  for (const keys of ALTERNATIVES) if (keys.some((key) => given(own, key))) drop(keys);
  const inherited: Fields = { values, broken, node: defaults.node };
  const isImage = given(own, 'image') || given(inherited, 'image');
  drop(
    isImage ? MODEL_ONLY : [...IMAGE_ONLY, ...foreignParameters(own.values.model ?? inherited.values.model)],
  );
  drop(jobKeys.filter((key) => given(own, key)));
  return {
    values: { ...values, ...own.values },
    broken: new Set([...broken, ...own.broken]),
    node: own.node,
  };
}

/** Parameters that a model does not have. */
export function foreignParameters(model: string | undefined): readonly JobKey[] {
  const kind = model === undefined ? undefined : findModel(model)?.kind;
  switch (kind) {
    case undefined:
      return [];
    case 'spin':
      return ['batch'];
    case 'tensorflow':
      return ['duty'];
  }
}
