import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { objection } from '../accepted.js';
import { allPackages } from '../all-packages.js';
import type { Package } from '../package.js';
import { licencesPage } from './page.js';

const { npm, pypi } = allPackages();

function aPackage(licence: string | undefined, name = 'thing'): Package {
  return { kind: 'npm', name, version: '1.0.0', hashes: [], licence };
}

describe('the licences of what an installed tool and its image are made of', () => {
  it('are known and accepted', () => {
    expect([...npm, ...pypi].map(objection).filter((text) => text !== undefined)).toEqual([]);
    // The look is at something.
    expect([npm, pypi].map((packages) => packages.length > 30)).toEqual([true, true]);
  });

  it('are in the docs as they are', () => {
    const page = readFileSync(new URL('../../../docs/licences.md', import.meta.url), 'utf8');
    expect(licencesPage(npm, pypi)).toBe(page);
  });
});

describe('a licence', () => {
  it.each(['MIT', '(MIT OR GPL-3.0-only)', 'BSD-3-Clause AND 0BSD', 'GPL-2.0-only OR MIT AND ISC'])(
    '%s is accepted',
    (licence) => {
      expect(objection(aPackage(licence))).toBeUndefined();
    },
  );

  it.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'MPL-2.0', 'SEE LICENSE IN LICENSE', 'UNLICENSED', ''])(
    '%j is not, and its package is named',
    (licence) => {
      expect(objection(aPackage(licence))).toContain('thing 1.0.0: ');
    },
  );

  it('that nobody knows is to be looked at', () => {
    expect(objection(aPackage(undefined))).toMatch(/^thing 1\.0\.0: its licence is not known; look at it/);
  });

  it('is accepted for one package where the list says so, and for no other licence of it', () => {
    expect(objection(aPackage('MPL-2.0', 'certifi'))).toBeUndefined();
    expect(objection(aPackage('LGPL-3.0-only', 'certifi'))).toContain('LGPL-3.0-only');
  });
});
