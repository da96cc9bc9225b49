import type { Package } from './package.js';

/** SPDX names of licences that ask for no more than their text and a name to be kept. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 WITH LLVM-exception',
  'Bitstream-Vera',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages that are used as they are, whose licence only asks for changes to their own files to be published. */
const UNCHANGED: ReadonlyMap<string, string> = new Map([
  ['@resvg/resvg-wasm', 'MPL-2.0'],
  ['certifi', 'MPL-2.0'],
]);

/** Why a package may not come in as it is; undefined when it may. */
export function objection({ name, version, licence }: Package): string | undefined {
  const what = `${name} ${version}`;
  if (licence === undefined)
    return `${what}: its licence is not known; look at it and write it into tests/supply-chain/stated-licences.json`;
  if (UNCHANGED.get(name) === licence || isPermissive(licence)) return undefined;
  return `${what}: ${licence} is not on the list of accepted licences (tests/supply-chain/accepted.ts)`;
}

/** An SPDX expression without brackets: AND binds closer than OR. */
function isPermissive(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => PERMISSIVE.has(licence)));
}
