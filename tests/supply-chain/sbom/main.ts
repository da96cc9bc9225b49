/**
 * `npm run sbom [-- FILE]`: one CycloneDX bill of materials of the tool's npm packages and of the runner image's Python packages, into
 * a file (dist/sbom.cdx.json). Needs npm 10 or later, which has `npm sbom`, and the packages installed.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImageTag } from '../../../src/image/runner-image-tag.js';
import { allPackages } from '../all-packages.js';
import { type Bill, withImage } from './bill.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const file = resolve(process.argv[2] ?? `${root}/dist/sbom.cdx.json`);
const answer = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
});
const { npm, pypi } = allPackages();
const bill = withImage(JSON.parse(answer) as Bill, npm, pypi, await runnerImageTag());
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(bill, undefined, 2)}\n`);
process.stderr.write(`wrote ${file}: ${bill.components.length} components\n`);
