import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Node, ParsedNode, Scalar, YAMLMap } from 'yaml';
import { quoted } from '../printable.js';
import type { Fault } from './fault.js';
import type { Located, LocatedEntry, LocatedScalar } from './located.js';

/** How many values aliases may add to those that are written: far more than any file needs, and quick to go through. */
const MOST_ALIASED = 1_000_000;

interface Conversion {
  readonly faults: Fault[];
  /** What each anchor names, in the order of the text: an alias means the last one before it. */
  readonly anchors: Map<string, { readonly node: Located; readonly size: number }>;
  /** Values so far, each alias counted as all that it stands for. */
  size: number;
  /** How many of them are there only through aliases. */
  aliased: number;
  /** A value could not be turned into ours: what the file says is not known. */
  lost: boolean;
}

/**
 * Turns the library's nodes into ours: only plain values and text keys are left, and an alias is what it stands for
 * (shared, not copied). Adds whatever is wrong to `faults`.
 *
 * @returns undefined when the file cannot be understood without a value that has a fault.
 */
export function locateNodes(contents: ParsedNode, faults: Fault[]): Located | undefined {
  const conversion: Conversion = { faults, anchors: new Map(), size: 0, aliased: 0, lost: false };
  const root = convert(contents, conversion);
  if (conversion.aliased <= MOST_ALIASED) return conversion.lost ? undefined : root;
  faults.push({
    at: 0,
    message: `aliases multiply this file to ${conversion.size.toExponential(0)} values`,
    hint: 'write the values out, or use defaults:',
  });
  return undefined;
}

function convert(node: Node, conversion: Conversion): Located | undefined {
  const before = conversion.size;
  conversion.size += 1;
  if (isAlias(node)) return resolve(node, conversion);
  const located = convertPlain(node, conversion);
  if (located === undefined) {
    lose(conversion, {
      at: offsetOf(node),
      message: 'this is no plain value',
      hint: 'expected text, a number, true, false, a list or a mapping',
    });
  } else if (hasAnchor(node)) {
    conversion.anchors.set(node.anchor, { node: located, size: conversion.size - before });
  }
  return located;
}

function lose(conversion: Conversion, fault: Fault): void {
  conversion.faults.push(fault);
  conversion.lost = true;
}

function hasAnchor(node: Node): node is Node & { anchor: string } {
  return 'anchor' in node && typeof node.anchor === 'string';
}

function convertPlain(node: Exclude<Node, Alias>, conversion: Conversion): Located | undefined {
  const at = offsetOf(node);
  if (isScalar(node)) return convertScalar(node, at);
  if (isSeq<Node>(node)) {
    const items = node.items.map((item) => convert(item, conversion)).filter((item) => item !== undefined);
    return { kind: 'list', at, items };
  }
  return isMap<Node, Node | null>(node)
    ? { kind: 'map', at, entries: convertEntries(node, at, conversion) }
    : undefined;
}

function convertScalar({ value, source }: Scalar, at: number): LocatedScalar | undefined {
  if (typeof value === 'string') return { kind: 'scalar', at, value, source: value };
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'scalar', at, value, source: source ?? String(value) };
  }
  return undefined;
}

function convertEntries(
  map: YAMLMap<Node, Node | null>,
  mapAt: number,
  conversion: Conversion,
): Map<string, LocatedEntry> {
  const entries = new Map<string, LocatedEntry>();
  for (const { key, value } of map.items) {
    const keyAt = key.range?.[0] ?? mapAt;
    const located = value === null ? emptyAt(key.range?.[1] ?? keyAt) : convert(value, conversion);
    const name = keyName(key);
    const fault = keyFault(name, entries);
    if (fault !== undefined) conversion.faults.push({ at: keyAt, ...fault });
    else if (name !== undefined && located !== undefined) entries.set(name, { keyAt, value: located });
  }
  return entries;
}

function keyFault(
  name: string | undefined,
  before: ReadonlyMap<string, unknown>,
): Omit<Fault, 'at'> | undefined {
  if (name === undefined) return { message: 'this key is no text', hint: 'expected a name before the colon' };
  if (name === '__proto__') {
    return { message: 'the key __proto__ is not allowed', hint: 'expected another name' };
  }
  if (!before.has(name)) return undefined;
  return { message: `the key ${quoted(name)} is given twice in one mapping`, hint: 'keep one of them' };
}

function keyName(key: Node): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return key.value === null ? undefined : key.source;
}

function resolve(alias: Alias, conversion: Conversion): Located | undefined {
  const target = conversion.anchors.get(alias.source);
  if (target === undefined) {
    lose(conversion, {
      at: offsetOf(alias),
      message: `the alias ${quoted(alias.source)} names no anchor before it`,
      hint: 'mark a value with & and that name first',
    });
    return undefined;
  }
  conversion.size += target.size;
  conversion.aliased += target.size;
  return target.node;
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function emptyAt(at: number): Located {
  return { kind: 'scalar', at, value: null, source: '' };
}
