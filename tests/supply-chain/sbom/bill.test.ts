import { describe, expect, it } from '@jest/globals';
import type { Package } from '../package.js';
import { type Bill, withImage } from './bill.js';

const component = (name: string, version: string) => ({
  'bom-ref': `${name}@${version}`,
  type: 'library',
  name,
  version,
});

const BILL: Bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  metadata: { component: component('some-folder', '0.1.0') },
  components: [
    { ...component('a', '1.0.0'), licenses: [{ license: { id: 'ISC' } }] },
    component('b', '2.0.0'),
  ],
  dependencies: [{ ref: 'some-folder@0.1.0', dependsOn: ['a@1.0.0'] }],
};

const aPackage = (name: string, version: string, licence: string | undefined): Package => ({
  kind: 'npm',
  name,
  version,
  hashes: [],
  licence,
});

describe('the bill of materials', () => {
  const npm = [aPackage('a', '1.0.0', 'MIT'), aPackage('b', '2.0.0', 'MIT')];
  const hash = 'ab'.repeat(32);
  const pypi = [
    { ...aPackage('numpy', '2.4.6', 'BSD-3-Clause AND MIT'), kind: 'pypi' as const, hashes: [hash] },
  ];
  const whole = withImage(BILL, npm, pypi, 'tfsched-runner:abc');

  it('has what npm says, under the tool’s name, and the licences that npm does not find', () => {
    expect(whole.metadata.component.name).toBe('tfsched');
    expect(whole.components.slice(0, 2)).toEqual([
      BILL.components[0],
      { ...component('b', '2.0.0'), licenses: [{ license: { id: 'MIT' } }] },
    ]);
  });

  it('has the runner image and its Python packages, with the hashes that pip accepts', () => {
    expect(whole.components.slice(2)).toEqual([
      {
        'bom-ref': 'tfsched-runner:abc',
        type: 'container',
        name: 'tfsched-runner',
        version: 'abc',
        scope: 'required',
      },
      {
        'bom-ref': 'pkg:pypi/numpy@2.4.6',
        type: 'library',
        name: 'numpy',
        version: '2.4.6',
        scope: 'required',
        purl: 'pkg:pypi/numpy@2.4.6',
        properties: [{ name: 'tfsched:pip-hash', value: `sha256:${hash}` }],
        licenses: [{ expression: 'BSD-3-Clause AND MIT' }],
      },
    ]);
    expect(whole.dependencies).toContainEqual({
      ref: 'tfsched-runner:abc',
      dependsOn: ['pkg:pypi/numpy@2.4.6'],
    });
  });

  it('refers to nothing twice, and to nothing that is not there', () => {
    const refs = [whole.metadata.component, ...whole.components].map((each) => each['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { ref, dependsOn } of whole.dependencies)
      for (const each of [ref, ...dependsOn]) expect(refs).toContain(each);
  });
});
