/**
 * `tfsched simulate` of a log in SWF as a whole, import and the table of all jobs included, in this process: prints how long it took and
 * its peak of memory as JSON.
 */
import { DEFAULT_WIDTH, type Io } from '../../../src/cli/io.js';

const [file = '', policy = ''] = process.argv.slice(2);
/** What users run, which is not there before the build. */
const compiled = new URL('../../../dist/cli/main.js', import.meta.url).href;
const { main } = (await import(compiled)) as typeof import('../../../src/cli/main.js');
const io: Io = {
  out: () => undefined,
  err: (text) => process.stderr.write(text),
  ...{ env: {}, stdoutIsTerminal: false, stderrIsTerminal: false },
  ...{ width: DEFAULT_WIDTH, color: false, colorOfStderr: false },
};
const began = performance.now();
const code = await main(['simulate', file, '--policy', policy, '--csv'], io);
const seconds = (performance.now() - began) / 1000;
if (code !== 0) throw new Error(`simulate ended with ${code}`);
process.stdout.write(JSON.stringify({ seconds, maxRss: process.resourceUsage().maxRSS * 1024 }));
