import type { Cell } from '../profile/cell.js';
import { findingsOf } from '../profile/findings.js';
import { programKey } from '../profile/setting.js';
import type { JobSpec } from '../workload/workload.js';
import { type Program, programOf } from './program-of.js';

/** Jobs that ask for more cores than pay, by what was measured of their program. */
export interface VainRequest {
  /** For people. */
  readonly program: string;
  /** The next count of cores that was measured brings less than its worth. */
  readonly enoughCores: number;
  /** In file order. */
  readonly jobs: readonly string[];
}

/** The requests of a workload that a profile advises against, by program; none for programs that were not measured. */
export function vainRequests(jobs: readonly JobSpec[], cells: readonly Cell[]): readonly VainRequest[] {
  const programs = new Map<string, { readonly program: Program; readonly specs: JobSpec[] }>();
  for (const spec of jobs) {
    const program = programOf(spec);
    const key = programKey(program.setting);
    const known = programs.get(key) ?? { program, specs: [] };
    known.specs.push(spec);
    programs.set(key, known);
  }
  return [...programs].flatMap(([key, { program, specs }]) => {
    const enoughCores = findingsOf(cells.filter(({ setting }) => programKey(setting) === key))?.enoughCores;
    if (enoughCores === undefined) return [];
    const vain = specs.filter(({ cores }) => cores > enoughCores).map(({ id }) => id);
    return vain.length === 0 ? [] : [{ program: program.name, enoughCores, jobs: vain }];
  });
}
