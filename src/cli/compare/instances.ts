import { readFileSync } from 'node:fs';
import { generateWorkload } from '../../generate/generate.js';
import type { GeneratorSpec } from '../../generate/generator-spec.js';
import { completed, isGenerator, readGenerator } from '../../generate/read-generator.js';
import { checkCapacity } from '../../workload/capacity.js';
import { InvalidWorkload } from '../../workload/problem.js';
import type { Workload } from '../../workload/workload.js';
import { reasonOf, UsageError } from '../errors.js';
import { loadInput } from '../input.js';
import { type CompareFlags, SWEEPS } from './flags.js';

/** One workload that every cell runs. */
export interface Instance {
  readonly name: string;
  /** Undefined for one that was made. */
  readonly file: string | undefined;
  readonly workload: Workload;
  readonly capacity: number;
}

/** Instances with the same values of the generator. */
export interface InstanceGroup {
  /** Empty where nothing is swept. */
  readonly name: string;
  readonly at: Readonly<Record<string, number>>;
  readonly instances: readonly Instance[];
}

type Point = Readonly<Partial<Record<(typeof SWEEPS)[number], number>>>;

/**
 * The workloads that the files name: themselves, or what is made of a generator spec, for each value that is swept.
 * @param tell takes lines for people
 * @throws UsageError, InvalidWorkload
 */
export async function instanceGroups(
  files: readonly string[],
  flags: CompareFlags,
  tell: (line: string) => void,
): Promise<readonly InstanceGroup[]> {
  const specs = new Map<string, Partial<GeneratorSpec>>();
  const fixed: Instance[] = [];
  for (const file of files) {
    const text = readText(file);
    if (text !== undefined && isGenerator(text)) {
      const result = readGenerator(file, text);
      if (!result.ok) throw new InvalidWorkload(result.problems);
      specs.set(file, result.spec);
    } else fixed.push(await fileInstance(file, flags, tell));
  }
  const points = sweepOf(flags);
  if (specs.size === 0 && points.length > 1)
    throw new UsageError(`--${Object.keys(points[0]!)[0]} needs a generator spec`);
  return points.map((at) => ({
    name: Object.entries(at)
      .map(([key, value]) => `${key} ${value}`)
      .join(', '),
    at,
    instances: [...fixed, ...[...specs].flatMap(([file, spec]) => made(file, { ...spec, ...at }, flags))],
  }));
}

/** undefined for what is not text that can be looked into: `loadInput` says what is wrong with it. */
function readText(file: string): string | undefined {
  if (file === '-' || !/\.(ya?ml|json)$/i.test(file)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function fileInstance(
  file: string,
  flags: CompareFlags,
  tell: (line: string) => void,
): Promise<Instance> {
  const forSimulation =
    flags.docker === true ? undefined : flags.speedup === 'profile' ? 'duration_or_steps' : 'duration';
  const workload = await loadInput(file, { capacity: flags.cores, forSimulation }, tell);
  const capacity = flags.cores ?? workload.cores;
  if (capacity === undefined)
    throw new UsageError(`${file}: on how many cores? Give --cores, or cores: in the file`);
  const problems = checkCapacity(workload, capacity);
  if (problems.length > 0) throw new InvalidWorkload(problems);
  return { name: file, file, workload, capacity };
}

function made(
  file: string,
  given: Partial<GeneratorSpec>,
  { seeds, cores }: CompareFlags,
): readonly Instance[] {
  const spec = completed({ ...given, ...(cores !== undefined && { cores }) });
  if (typeof spec === 'string')
    throw new UsageError(`${file}: how many ${spec}? Give --${spec}, or ${spec}: in the file`);
  return Array.from({ length: seeds }, (_, index) => {
    const workload = { ...generateWorkload(spec, index + 1), file };
    return { name: `${file} seed ${index + 1}`, file: undefined, workload, capacity: spec.cores };
  });
}

/** All combinations of the values that are swept; one empty one where nothing is. */
function sweepOf(flags: CompareFlags): readonly Point[] {
  return SWEEPS.reduce<readonly Point[]>(
    (points, key) => {
      const list = flags[key];
      return list === undefined
        ? points
        : points.flatMap((point) => list.map((value) => ({ ...point, [key]: value })));
    },
    [{}],
  );
}

/** @throws UsageError */
export function readFileText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}
