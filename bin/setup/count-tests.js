// Adds up the test results in a folder (jest's JSON, pytest's JUnit XML) and prints `N passed, N failed[, N skipped]`.
// Exit: 0 when none failed and some passed, 1 otherwise.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const total = { passed: 0, failed: 0, skipped: 0 };
const folder = process.argv[2] ?? '.';

for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), 'utf8');
  const counts = name.endsWith('.json') ? fromJest(JSON.parse(text)) : fromJunit(text);
  for (const key of Object.keys(total)) total[key] += counts[key];
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** A suite that cannot be loaded has no tests: it counts as one failure. */
function fromJest(result) {
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

function fromJunit(xml) {
  const count = (attribute) =>
    [...xml.matchAll(/<testsuite [^>]*>/g)].reduce(
      (sum, [tag]) => sum + Number(new RegExp(`\\b${attribute}="(\\d+)"`).exec(tag)?.[1] ?? 0),
      0,
    );
  const failed = count('failures') + count('errors');
  const skipped = count('skipped');
  return { passed: count('tests') - failed - skipped, failed, skipped };
}
