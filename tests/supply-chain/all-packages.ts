import { readFileSync } from 'node:fs';
import { productionPackages } from './npm-packages.js';
import type { Package } from './package.js';
import { pinnedPackages } from './python-packages.js';

/** Everything that an installed tool and its runner image are made of, but for the image's base. */
export function allPackages(): { readonly npm: readonly Package[]; readonly pypi: readonly Package[] } {
  const stated = JSON.parse(read('stated-licences.json')) as Record<'npm' | 'pypi', Record<string, string>>;
  return {
    npm: productionPackages(read('../../package-lock.json'), stated.npm),
    pypi: pinnedPackages(read('../../src/runner-image/requirements.txt'), stated.pypi),
  };
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
