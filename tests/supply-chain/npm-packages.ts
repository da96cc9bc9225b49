import { byName, type Package } from './package.js';

/** What we read of a lock file. */
interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  /** It is only there for development. */
  readonly dev?: boolean;
  /** Only there for development, or an optional part of it. */
  readonly devOptional?: boolean;
  /** It wants to run a program when it is installed. */
  readonly hasInstallScript?: boolean;
}

/**
 * The packages that an installed tool may have, optional ones too, sorted by name.
 * @param lockFile the text of package-lock.json
 * @param stated licences of those that do not state theirs as npm wants it, by `name@version`
 */
export function productionPackages(
  lockFile: string,
  stated: Readonly<Record<string, string>>,
): readonly Package[] {
  const found = new Map<string, Package>();
  for (const [name, { version = '', license }] of lockedForProduction(lockFile)) {
    const key = `${name}@${version}`;
    found.set(key, { kind: 'npm', name, version, hashes: [], licence: stated[key] ?? license });
  }
  return [...found.values()].sort(byName);
}

/** Names of those packages that want to run a program when they are installed, sorted. */
export function withInstallScripts(lockFile: string): readonly string[] {
  const named = lockedForProduction(lockFile).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  return named.map(([name]) => name).sort();
}

function lockedForProduction(lockFile: string): readonly (readonly [string, LockedPackage])[] {
  const { packages } = JSON.parse(lockFile) as LockFile;
  return (
    Object.entries(packages)
      // The first entry is the project itself.
      .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
      .map(([path, locked]) => [path.slice(path.lastIndexOf(FOLDER) + FOLDER.length), locked])
  );
}

const FOLDER = 'node_modules/';
