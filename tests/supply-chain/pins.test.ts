import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { productionPackages, withInstallScripts } from './npm-packages.js';
import { pinnedPackages } from './python-packages.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('npm packages', () => {
  const lockFile = read('package-lock.json');

  it('are wanted in exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('are locked with the hash of what was tried', () => {
    const { packages } = JSON.parse(lockFile) as { packages: Record<string, { integrity?: string }> };
    const without = Object.entries(packages).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
    // The project itself is no package that is fetched.
    expect(without.map(([path]) => path)).toEqual(['']);
  });

  it('run nothing when they are installed; those that would like to do without', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    // ssh2 and cpu-features would build what makes SSH faster, protobufjs looks at the version that is asked for.
    expect(withInstallScripts(lockFile)).toEqual(['cpu-features', 'protobufjs', 'ssh2']);
  });

  it('are read from the lock file: those for development are left out, nested and scoped ones are not', () => {
    const lock = {
      packages: {
        '': { version: '0.1.0' },
        'node_modules/b': { version: '1.0.0', license: 'MIT' },
        'node_modules/@a/c': { version: '2.0.0' },
        'node_modules/b/node_modules/d': { version: '3.0.0', license: 'ISC', optional: true },
        'node_modules/e': { version: '1.0.0', license: 'MIT', dev: true },
        'node_modules/f': { version: '1.0.0', license: 'MIT', devOptional: true },
      },
    };
    const found = productionPackages(JSON.stringify(lock), { '@a/c@2.0.0': 'Zlib', 'b@0.9.0': 'ISC' });
    expect(found.map(({ name, version, licence }) => `${name} ${version} ${String(licence)}`)).toEqual([
      '@a/c 2.0.0 Zlib',
      'b 1.0.0 MIT',
      'd 3.0.0 ISC',
    ]);
  });
});

describe('Python packages of the runner image', () => {
  const hash = 'ab'.repeat(32);

  it('are pinned with the hashes of their files, and nothing else is installed', () => {
    const pinned = pinnedPackages(read('src/runner-image/requirements.txt'), {});
    for (const { hashes } of pinned) expect(hashes.length).toBeGreaterThan(0);
    const wanted = read('src/runner-image/requirements.in')
      .split('\n')
      .filter((line) => /^[^#]/.test(line));
    for (const line of wanted) {
      const [name, version] = line.split('==');
      expect(pinned).toContainEqual(expect.objectContaining({ name, version }));
    }
    const installs = read('src/runner-image/Dockerfile').match(/pip\d? install[^&]*/g) ?? [];
    expect(installs).toHaveLength(1);
    expect(installs[0]).toMatch(/--require-hashes --only-binary :all: /);
    expect(installs[0]).toMatch(/ -r requirements\.txt[\s\\]*$/);
  });

  it.each([
    ['a range', `thing>=1.0 \\\n    --hash=sha256:${hash}`],
    ['no hash', 'thing==1.0'],
    ['a weak hash', `thing==1.0 \\\n    --hash=md5:${'ab'.repeat(16)}`],
    ['an address', 'thing @ file:///thing.whl'],
    ['an option', '--index-url elsewhere'],
  ])('with %s are refused', (_, text) => {
    expect(() => pinnedPackages(`${text}\n`, {})).toThrow(/^no exact version with its hashes: /);
  });

  it('are read with all their hashes', () => {
    const text = `# made\nthing-b==1.0 \\\n    --hash=sha256:${hash} \\\n    --hash=sha256:${hash}\n    # via x\na==2\\\n --hash=sha256:${hash}\n`;
    expect(pinnedPackages(text, { 'a@2': 'MIT' })).toEqual([
      { kind: 'pypi', name: 'a', version: '2', hashes: [hash], licence: 'MIT' },
      { kind: 'pypi', name: 'thing-b', version: '1.0', hashes: [hash, hash], licence: undefined },
    ]);
  });
});
