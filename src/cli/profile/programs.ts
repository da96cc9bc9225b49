import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Program, programOf } from '../../planning/program-of.js';
import { programKey } from '../../profile/setting.js';
import { closest } from '../../workload/document/suggest.js';
import { loadWorkload } from '../../workload/load/load.js';
import { findModel, modelNames } from '../../workload/models.js';
import type { JobSpec, Workload } from '../../workload/workload.js';
import { UsageError } from '../errors.js';
import { loadInput } from '../input.js';

/** A program that is to be measured. */
export interface ProfiledProgram extends Program {
  /** A job that runs it; its cores and threads are those of the cell. */
  readonly spec: JobSpec;
  /** Of the workload file that it is from. */
  readonly folder: string | undefined;
}

/** What is measured where nothing is named: the models that a study is about. */
const DEFAULT_MODELS = ['mnist_cnn', 'resnet20', 'lstm'];

/**
 * The programs that the command line names, each once: built-in models by their names, and those in workload files.
 * @param tell takes a line for what was left out of a file of another tool
 * @throws UsageError, or InvalidWorkload with what is wrong with a file
 */
export async function profiledPrograms(
  words: readonly string[],
  tell: (line: string) => void,
): Promise<readonly ProfiledProgram[]> {
  const programs = new Map<string, ProfiledProgram>();
  for (const word of words.length === 0 ? DEFAULT_MODELS : words) {
    const workload = isFile(word) ? await loadInput(word, {}, tell) : workloadOf(word);
    const folder = isFile(word) ? dirname(resolve(workload.file)) : undefined;
    for (const spec of workload.jobs) {
      const program = { ...programOf(spec), spec: withMountsFrom(workload, spec), folder };
      const key = programKey(program.setting);
      if (!programs.has(key)) programs.set(key, program);
    }
  }
  return [...programs.values()];
}

/** Programs of several files are measured together: relative mounts start at the file of each. */
function withMountsFrom({ file }: Workload, spec: JobSpec): JobSpec {
  const { program } = spec;
  if (program.kind === 'model') return spec;
  const mounts = program.mounts.map((mount) => ({ ...mount, host: resolve(dirname(file), mount.host) }));
  return { ...spec, program: { ...program, mounts } };
}

function isFile(word: string): boolean {
  return word === '-' || /[/\\.]/.test(word) || (findModel(word) === undefined && existsSync(word));
}

/** @throws UsageError when there is no such model */
export function workloadOf(model: string): Workload {
  if (findModel(model) === undefined) {
    const near = closest(model, modelNames);
    throw new UsageError(
      `there is no model ${JSON.stringify(model)}${near === undefined ? '' : `, did you mean ${near}?`} (there are ${modelNames.join(', ')}, or a workload file)`,
    );
  }
  const text = JSON.stringify({ jobs: [{ id: model, model, cores: 1, steps: 1 }] });
  const result = loadWorkload(model, text);
  if (!result.ok)
    throw new Error(`a job of the model ${model} is refused: ${result.problems[0]?.message ?? ''}`);
  return result.workload;
}
