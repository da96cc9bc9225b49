import { readValue, unknownKey } from '../workload/document/read-value.js';
import type { Problem } from '../workload/problem.js';
import { inOrder } from '../workload/problem.js';
import type { Fault } from '../workload/syntax/fault.js';
import { parseYaml } from '../workload/syntax/yaml-tree.js';
import { generatorFields, generatorKeys, type GeneratorKey, type GeneratorSpec } from './generator-spec.js';

export type GeneratorResult =
  | { readonly ok: true; readonly spec: Partial<GeneratorSpec> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Does the text hold a generator spec: a mapping with `generate:` in it? */
export function isGenerator(text: string): boolean {
  return /^generate\s*:/m.test(text);
}

/**
 * Reads `generate:` and what is below it. What is required is not looked for: flags may give it.
 * @param file the name as the user gave it, for messages
 */
export function readGenerator(file: string, text: string): GeneratorResult {
  const tree = parseYaml(text);
  const faults: Fault[] = [...tree.faults];
  const spec: Record<string, unknown> = {};
  const { root } = tree;
  const node = root?.kind === 'map' ? root.entries.get('generate')?.value : undefined;
  if (root?.kind === 'map') {
    for (const key of root.entries.keys())
      if (key !== 'generate') faults.push(unknownKey(root, key, ['generate']));
  }
  if (node?.kind === 'map') {
    for (const [name, { value }] of node.entries) {
      const key = generatorKeys.find((one) => one === name);
      if (key === undefined) faults.push(unknownKey(node, name, generatorKeys));
      else spec[key] = readValue<unknown>(value, { name: key, schema: generatorFields[key] }, faults);
    }
  } else if (faults.length === 0) {
    faults.push({
      at: node?.at ?? 0,
      message: 'generate is no mapping',
      hint: 'expected keys such as jobs: 100 and cores: 8',
    });
  }
  if (faults.length === 0) return { ok: true, spec };
  const problems = faults.map(({ at, message, hint }) => ({ file, ...tree.placeOf(at), message, hint }));
  return { ok: false, problems: inOrder(problems) };
}

/** A spec that has what it must; else the first key that is missing. */
export function completed(spec: Partial<GeneratorSpec>): GeneratorSpec | GeneratorKey {
  const { jobs, cores } = spec;
  if (jobs === undefined) return 'jobs';
  return cores === undefined ? 'cores' : { ...spec, jobs, cores };
}
