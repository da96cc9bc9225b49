import { readDocument } from '../document/read-document.js';
import { loadJsonLines } from '../lines/load-jsonl.js';
import type { LoadOptions, LoadResult } from '../load-result.js';
import { inOrder } from '../problem.js';
import type { Fault } from '../syntax/fault.js';
import { textProblem, withoutBom } from '../syntax/text-problem.js';
import { parseYaml } from '../syntax/yaml-tree.js';

/**
 * Reads the text of a workload (design 3): YAML or JSON, or JSON lines when the file is called `.jsonl` or `.ndjson`.
 * Never throws: whatever is wrong with the text is a problem.
 *
 * @param file the name as the user gave it, for messages and the format.
 */
export function loadWorkload(file: string, text: string, options: LoadOptions = {}): LoadResult {
  return isJsonLines(file) ? loadJsonLines(file, text, options) : loadYaml(file, text, options);
}

/** Does the name say that the file holds one job a line? */
export function isJsonLines(file: string): boolean {
  return /\.(?:jsonl|ndjson)$/i.test(file);
}

function loadYaml(file: string, rawText: string, options: LoadOptions): LoadResult {
  const text = withoutBom(rawText);
  const unreadable = textProblem(file, text);
  if (unreadable !== undefined) return { ok: false, problems: [unreadable] };
  const tree = parseYaml(text);
  const faults: Fault[] = [...tree.faults];
  const understood = tree.root !== undefined || faults.length === 0;
  const workload = understood ? readDocument(file, tree, options, faults) : undefined;
  if (workload !== undefined && faults.length === 0) return { ok: true, workload };
  const problems = faults.map(({ at, message, hint }) => ({ file, ...tree.placeOf(at), message, hint }));
  return { ok: false, problems: inOrder(problems) };
}
