/** A package that the tool or its runner image is made of. */
export interface Package {
  readonly kind: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
  /** SHA-256 of each file that may be installed for it, hexadecimal; only of Python packages, as npm tells its own. */
  readonly hashes: readonly string[];
  /** An SPDX expression; undefined when nobody has looked yet. */
  readonly licence: string | undefined;
}

/** By name, then version; letter by letter, so that it is the same everywhere. */
export function byName(a: Package, b: Package): number {
  const [one, other] = [`${a.name} ${a.version}`, `${b.name} ${b.version}`];
  return one < other ? -1 : Number(one > other);
}
