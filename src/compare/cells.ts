import type { PolicyModule, PolicyOptions } from '../policies/policy-module.js';
import type { ReallocModule } from '../realloc/realloc-module.js';

/** A value of an option, and how a label and a flag have it. */
export interface OptionValue {
  readonly value: PolicyOptions[keyof PolicyOptions];
  readonly text: string;
}

/** What is to be combined: each list has one entry at least. */
export interface CellLists {
  /** With the word that the user named it by. */
  readonly policies: readonly { readonly word: string; readonly module: PolicyModule }[];
  readonly reallocs: readonly { readonly word: string; readonly module: ReallocModule }[];
  /** Options that were given; the others have their defaults. */
  readonly options: Readonly<Partial<Record<keyof PolicyOptions, readonly OptionValue[]>>>;
}

/** One combination of rules. */
export interface Cell {
  /** For people, unique: `rr quantum=2, max_prop`. */
  readonly label: string;
  readonly policy: string;
  /** undefined under a policy that takes no mode. */
  readonly realloc: string | undefined;
  /** By option: as a flag has it. */
  readonly options: Readonly<Partial<Record<keyof PolicyOptions, OptionValue>>>;
}

export interface Cells {
  readonly cells: readonly Cell[];
  /** Combinations that are not defined, in words. */
  readonly leftOut: readonly string[];
}

/** The options that stand in a label where they are no list, too: without them a policy is another one. */
const ALWAYS_NAMED: ReadonlySet<string> = new Set(['preemptive']);

/** All combinations that differ: an option is combined only with policies that look at it. */
export function cellsOf({ policies, reallocs, options }: CellLists): Cells {
  const cells: Cell[] = [];
  const leftOut: string[] = [];
  for (const { word, module } of policies) {
    const modes = module.unmanaged === true ? [undefined] : reallocs;
    for (const mode of modes) {
      if (mode !== undefined && module.modes?.includes(mode.module.name) === false) {
        leftOut.push(
          `${module.name} with ${mode.module.name}: ${module.name} is defined for ${module.modes.join(' and ')}`,
        );
        continue;
      }
      for (const chosen of combinations(module.options, options)) {
        cells.push({
          label: labelOf(module.name, mode?.module.name, chosen, options),
          policy: word,
          realloc: mode?.word,
          options: chosen,
        });
      }
    }
  }
  return { cells, leftOut };
}

type Chosen = Partial<Record<keyof PolicyOptions, OptionValue>>;

function combinations(
  known: readonly (keyof PolicyOptions)[],
  lists: CellLists['options'],
): readonly Chosen[] {
  return known.reduce<readonly Chosen[]>(
    (chosen, option) => {
      const values = lists[option];
      if (values === undefined) return chosen;
      return chosen.flatMap((one) => values.map((value) => ({ ...one, [option]: value })));
    },
    [{}],
  );
}

function labelOf(
  policy: string,
  mode: string | undefined,
  chosen: Chosen,
  lists: CellLists['options'],
): string {
  const named = Object.entries(chosen).flatMap(([option, { text, value }]) => {
    const isList = (lists[option as keyof PolicyOptions]?.length ?? 0) > 1;
    if (typeof value === 'boolean')
      return value && (isList || ALWAYS_NAMED.has(option)) ? [kebab(option)] : [];
    return isList ? [`${kebab(option)}=${text}`] : [];
  });
  return [[policy, ...named].join(' '), ...(mode === undefined ? [] : [mode])].join(', ');
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
