/**
 * A value of a file that remembers where it stands. `at` is an offset into the text, in UTF-16 code units; what the
 * line and column of an offset are, the reader of the text says.
 */
export type Located = LocatedScalar | LocatedList | LocatedMap;

export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly at: number;
  readonly value: string | number | boolean | null;
  /** The text of the file for a number or boolean (`1.10`, not 1.1), else the value itself. */
  readonly source: string;
}

interface LocatedList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly Located[];
}

export interface LocatedMap {
  readonly kind: 'map';
  readonly at: number;
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export interface LocatedEntry {
  readonly keyAt: number;
  readonly value: Located;
}

/** How numbers, true and false are handed on: as they are, or as the text that the file has for them. */
export type PlainMode = 'typed' | 'textual';

/** The value without its places. Mappings have no prototype, so that no key can have a meaning of its own. */
export function plain(node: Located, mode: PlainMode = 'typed'): unknown {
  switch (node.kind) {
    case 'scalar':
      return mode === 'textual' && node.value !== null ? node.source : node.value;
    case 'list':
      return node.items.map((item) => plain(item, mode));
    case 'map': {
      const object = Object.create(null) as Record<string, unknown>;
      for (const [key, entry] of node.entries) object[key] = plain(entry.value, mode);
      return object;
    }
  }
}

/** The value at a path of keys and indices, or the last one on the way to it that exists. */
export function nodeAt(node: Located, path: readonly PropertyKey[]): Located {
  let current = node;
  for (const step of path) {
    const next = child(current, step);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

function child(node: Located, step: PropertyKey): Located | undefined {
  switch (node.kind) {
    case 'scalar':
      return undefined;
    case 'list':
      return node.items[Number(step)];
    case 'map':
      return node.entries.get(String(step))?.value;
  }
}
