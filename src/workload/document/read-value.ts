import type { z } from 'zod';
import { quoted } from '../printable.js';
import type { Fault } from '../syntax/fault.js';
import { nodeAt, plain } from '../syntax/located.js';
import type { Located, PlainMode } from '../syntax/located.js';
import { closest } from './suggest.js';

type Issue = z.core.$ZodIssue;

/** How one value of the file is read. */
export interface ValueKind<T> {
  /** As messages name it: `cores`, `defaults.cores`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly mode?: PlainMode;
  /** Keys of the mappings inside it, for suggestions. */
  readonly innerKeys?: readonly string[] | undefined;
  /** It may hold passwords: what it is is never repeated. */
  readonly secret?: boolean;
}

/** Checks a value against its schema. Adds every fault to `faults` and returns undefined when there is one. */
export function readValue<T>(node: Located, kind: ValueKind<T>, faults: Fault[]): T | undefined {
  const result = kind.schema.safeParse(plain(node, kind.mode));
  if (result.success) return result.data;
  const said = new Set<string>();
  for (const fault of result.error.issues.flatMap((issue) => issueFaults(node, kind, issue, []))) {
    // A number far below its bounds is also no safe integer: one fault is enough.
    const key = `${String(fault.at)} ${fault.message}`;
    if (!said.has(key)) faults.push(fault);
    said.add(key);
  }
  return undefined;
}

function issueFaults<T>(
  root: Located,
  kind: ValueKind<T>,
  issue: Issue,
  prefix: readonly PropertyKey[],
): readonly Fault[] {
  const path = [...prefix, ...issue.path];
  const node = nodeAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(node, key, kind.innerKeys ?? []));
    case 'invalid_key':
      return [
        badKey(nodeAt(root, path.slice(0, -1)), kind.name, String(path.at(-1)), issue.issues[0]?.message),
      ];
    case 'invalid_union': {
      const inner = issue.errors.find(
        (branch) => branch.length > 0 && branch.every(({ path }) => path.length > 0),
      );
      if (inner !== undefined) return inner.flatMap((next) => issueFaults(root, kind, next, path));
      break;
    }
    default:
  }
  const value = valueAt(plain(root, kind.mode), path);
  return [
    {
      at: node.at,
      message: `${pathName(kind.name, path)} ${stateOf(value, kind.secret === true)}`,
      hint: hintFor(issue, value),
    },
  ];
}

/** The fault of a key that is not known in its mapping. */
export function unknownKey(node: Located, key: string, known: readonly string[]): Fault {
  const near = closest(key, known);
  return {
    at: (node.kind === 'map' ? node.entries.get(key)?.keyAt : undefined) ?? node.at,
    message: `unknown key ${quoted(key)}`,
    hint: near === undefined ? `expected one of ${known.join(', ')}` : `did you mean "${near}"?`,
  };
}

function badKey(node: Located, name: string, key: string, hint = 'expected another name'): Fault {
  const at = (node.kind === 'map' ? node.entries.get(key)?.keyAt : undefined) ?? node.at;
  return { at, message: `${name} has the key ${quoted(key)}`, hint };
}

function stateOf(value: unknown, secret: boolean): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'has no value';
  return secret && typeof value !== 'object' ? 'is wrong (not shown)' : `is ${quoted(value)}`;
}

function hintFor(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const near = closest(value, issue.values.map(String));
    if (near !== undefined) return `did you mean "${near}"?`;
  }
  return issue.message;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[step];
  }
  return current;
}

function pathName(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${String(step)}]` : `${text}.${String(step)}`),
    name,
  );
}
