/** What the loader knows of a built-in model (design 6). The program itself is in the runner image. */
export interface Model {
  readonly name: string;
  /** One line for `--help`, `check` and the JSON Schema. */
  readonly description: string;
  /** `tensorflow` models train on batches; `spin` only uses CPU time. */
  readonly kind: 'tensorflow' | 'spin';
  /** Samples in a step, where the job gives no `batch`; undefined for a model without batches. */
  readonly defaultBatch: number | undefined;
  /** Its operations wait for one another: more than one inter-op thread only costs (docs/parallelism.md). */
  readonly isSequential: boolean;
  /** Memory limit in bytes, where the job gives no `memory`. */
  readonly defaultMemory: number;
}

const MIB = 1024 * 1024;

const MODELS = [
  {
    name: 'mnist_cnn',
    description: 'small convolutional network on 28x28 pictures',
    kind: 'tensorflow',
    defaultBatch: 32,
    isSequential: false,
    defaultMemory: 1024 * MIB,
  },
  {
    name: 'resnet20',
    description: 'residual network of 20 layers on 32x32 pictures',
    kind: 'tensorflow',
    defaultBatch: 32,
    isSequential: false,
    defaultMemory: 1024 * MIB,
  },
  {
    name: 'lstm',
    description: 'recurrent network on sequences',
    kind: 'tensorflow',
    defaultBatch: 32,
    isSequential: true,
    defaultMemory: 1024 * MIB,
  },
  {
    name: 'resnet50',
    description: 'residual network of 50 layers, the heaviest',
    kind: 'tensorflow',
    defaultBatch: 8,
    isSequential: false,
    defaultMemory: 2048 * MIB,
  },
  {
    name: 'spin',
    description: 'no TensorFlow: CPU work on as many threads, with a duty cycle; for tests and teaching',
    kind: 'spin',
    defaultBatch: undefined,
    isSequential: true,
    defaultMemory: 128 * MIB,
  },
] as const satisfies readonly Model[];

/** The name of a built-in model. */
export type ModelName = (typeof MODELS)[number]['name'];

/** Every built-in model, in the order in which they are shown. */
export const models: readonly Model[] = MODELS;

/** The names of the built-in models, in the order in which they are shown. */
export const modelNames: readonly ModelName[] = MODELS.map((model) => model.name);

const byName: ReadonlyMap<string, Model> = new Map(MODELS.map((model) => [model.name, model]));

/** The built-in model of that name, or undefined. */
export function findModel(name: string): Model | undefined {
  return byName.get(name);
}
