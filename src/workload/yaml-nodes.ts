import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node, ParsedNode } from 'yaml';
import type { Fault } from './fault.js';
import type { Located, LocatedEntry } from './located.js';
import { printable, quoted } from './printable.js';

/** How many values aliases may add to those that are written: far more than any file needs, and quick to go through. */
const MOST_ALIASED = 1_000_000;

/** Turns the library's nodes into ours: aliases replaced by what they stand for, only plain values and text keys left. */
export function locateNodes(contents: ParsedNode, faults: Fault[]): Located | undefined {
  const anchors = new Map<string, { node: Located; size: number }>();
  let size = 0;
  let aliased = 0;

  const fail = (at: number, message: string, hint: string): undefined => {
    faults.push({ at, message, hint });
    return undefined;
  };

  const convert = (node: Node): Located | undefined => {
    const before = size;
    const converted = convertUnnamed(node);
    if (converted !== undefined && !isAlias(node) && 'anchor' in node && node.anchor !== undefined) {
      anchors.set(node.anchor, { node: converted, size: size - before });
    }
    return converted;
  };

  const convertUnnamed = (node: Node): Located | undefined => {
    const at = node.range?.[0] ?? 0;
    size += 1;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) {
        return fail(
          at,
          `*${printable(node.source)} names no anchor before it`,
          `mark a value with &${printable(node.source)} first`,
        );
      }
      size += target.size;
      aliased += target.size;
      return target.node;
    }
    if (isScalar(node)) {
      const { value, source } = node;
      if (typeof value === 'string') return { kind: 'scalar', at, value, source: value };
      if (value === null || typeof value === 'number' || typeof value === 'boolean') {
        return { kind: 'scalar', at, value, source: source ?? String(value) };
      }
      return fail(at, 'this is no plain value', 'expected text, a number, true or false');
    }
    if (isSeq<Node>(node)) {
      const items = node.items.map(convert).filter((item) => item !== undefined);
      return { kind: 'list', at, items };
    }
    if (isMap<Node, Node | null>(node)) return { kind: 'map', at, entries: convertEntries(node.items, at) };
    return fail(at, 'this is no plain value', 'expected text, a number, a list or a mapping');
  };

  const convertEntries = (
    pairs: readonly { key: Node; value: Node | null }[],
    mapAt: number,
  ): Map<string, LocatedEntry> => {
    const entries = new Map<string, LocatedEntry>();
    for (const { key, value } of pairs) {
      const keyAt = key.range?.[0] ?? mapAt;
      const located = value === null ? emptyAt(key.range?.[1] ?? keyAt) : convert(value);
      const name = keyName(key);
      if (name === undefined) {
        fail(keyAt, 'this key is no text', 'expected a name before the colon');
      } else if (name === '__proto__') {
        fail(keyAt, 'the key __proto__ is not allowed', 'choose another name');
      } else if (entries.has(name)) {
        fail(keyAt, `the key ${quoted(name)} is given twice in one mapping`, 'keep one of them');
      } else if (located !== undefined) {
        entries.set(name, { keyAt, value: located });
      }
    }
    return entries;
  };

  const root = convert(contents);
  if (aliased <= MOST_ALIASED) return root;
  return fail(
    0,
    `aliases multiply this file to ${aliased.toExponential(0)} values`,
    'write the values out, or use defaults:',
  );
}

function keyName(key: Node): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return key.value === null ? undefined : key.source;
}

function emptyAt(at: number): Located {
  return { kind: 'scalar', at, value: null, source: '' };
}
