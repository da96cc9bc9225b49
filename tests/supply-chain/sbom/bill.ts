import type { Package } from '../package.js';

/** A CycloneDX bill of materials, as far as we write into it (cyclonedx.org, specification 1.5). */
export interface Bill {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: string;
  readonly metadata: { readonly component: Component; readonly [more: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly [more: string]: unknown;
}

interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly [more: string]: unknown;
}

/**
 * npm's bill of the tool, with the licences that npm does not find, and with the runner image and its Python packages.
 * @param image the tag of the runner image that these packages are in
 */
export function withImage(
  bill: Bill,
  npm: readonly Package[],
  pypi: readonly Package[],
  image: string,
): Bill {
  const licences = new Map(npm.map(({ name, version, licence }) => [`${name}@${version}`, licence]));
  const python = pypi.map(pythonComponent);
  const [name = image, version = ''] = image.split(':');
  const { metadata } = bill;
  return {
    ...bill,
    // npm calls it by the name of the folder that it is in.
    metadata: { ...metadata, component: { ...metadata.component, name: 'tfsched' } },
    components: [
      ...bill.components.map((component) => {
        const licence = licences.get(`${component.name}@${component.version}`);
        return component.licenses !== undefined || licence === undefined
          ? component
          : { ...component, licenses: licenceOf(licence) };
      }),
      { 'bom-ref': image, type: 'container', name, version, scope: 'required' },
      ...python,
    ],
    dependencies: [
      ...bill.dependencies,
      { ref: image, dependsOn: python.map((component) => component['bom-ref']) },
      ...python.map((component) => ({ ref: component['bom-ref'], dependsOn: [] })),
    ],
  };
}

function pythonComponent({ name, version, hashes, licence }: Package): Component {
  const purl = `pkg:pypi/${name}@${version}`;
  return {
    'bom-ref': purl,
    type: 'library',
    name,
    version,
    scope: 'required',
    purl,
    // Of the files that may be installed: which of them is depends on the machine. So these are not hashes of the component.
    properties: hashes.map((hash) => ({ name: 'tfsched:pip-hash', value: `sha256:${hash}` })),
    ...(licence !== undefined && { licenses: licenceOf(licence) }),
  };
}

function licenceOf(licence: string): readonly object[] {
  return licence.includes(' ') ? [{ expression: licence }] : [{ license: { id: licence } }];
}
