import { byName, type Package } from './package.js';

const PIN = /^([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9.!+_-]+)((?: --hash=sha256:[0-9a-f]{64})+)$/;

/**
 * The packages of a requirements file, sorted by name.
 * @param stated their licences, by `name@version`
 * @throws Error naming the line that is no exact version with hashes
 */
export function pinnedPackages(
  requirements: string,
  stated: Readonly<Record<string, string>>,
): readonly Package[] {
  return requirements
    .replaceAll(/ *\\\n */g, ' ')
    .split('\n')
    .map((line) => line.replace(/ *#.*/, ''))
    .filter((line) => line !== '')
    .map((line): Package => {
      const [, name, version, hashes] = PIN.exec(line) ?? [];
      if (name === undefined || version === undefined || hashes === undefined)
        throw new Error(`no exact version with its hashes: ${line}`);
      return {
        kind: 'pypi',
        name,
        version,
        hashes: [...hashes.matchAll(/[0-9a-f]{64}/g)].map(([hash]) => hash),
        licence: stated[`${name}@${version}`],
      };
    })
    .sort(byName);
}
