/** `npm run licences`: writes docs/licences.md, and names every package whose licence is not accepted or not known. */
import { writeFileSync } from 'node:fs';
import { objection } from '../accepted.js';
import { allPackages } from '../all-packages.js';
import { licencesPage } from './page.js';

const { npm, pypi } = allPackages();
writeFileSync(new URL('../../../docs/licences.md', import.meta.url), licencesPage(npm, pypi));
const objections = [...npm, ...pypi].map(objection).filter((text) => text !== undefined);
for (const text of objections) process.stderr.write(`${text}\n`);
process.exitCode = objections.length === 0 ? 0 : 1;
