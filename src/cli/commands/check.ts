import type { Command } from 'commander';
import { namedJobs } from '../../planning/named-jobs.js';
import { vainRequests } from '../../planning/vain-requests.js';
import { WORTHWHILE } from '../../profile/findings.js';
import { latestProfile } from '../../profile/latest-profile.js';
import { coresText } from '../../profile/setting.js';
import { profilesFolder } from '../../profile/store.js';
import { workloadText } from '../../render/workload.js';
import { printable } from '../../workload/printable.js';
import { summarizeWorkload } from '../../workload/summary.js';
import type { Workload } from '../../workload/workload.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadInput } from '../input.js';
import type { Io } from '../io.js';
import { wholeNumber } from '../options/values.js';
import { printJson } from '../output.js';

interface Flags {
  readonly cores?: number;
  readonly json?: boolean;
}

/** `tfsched check`: what is in a workload file; everything that is wrong with it is an error like in `run`. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .argument('<workload>', 'a workload file (YAML, JSON, JSON lines), or - for standard input')
    .option('-c, --cores <n>', "capacity to check it against (default: the file's)", wholeNumber)
    .option('--json', 'print the summary as one JSON value')
    .action(async (file: string, flags: Flags) => {
      const workload = await loadInput(file, { capacity: flags.cores }, (line) => io.err(`${line}\n`));
      const summary = summarizeWorkload(workload, flags.cores ?? workload.cores);
      for (const line of adviceOn(workload, io)) io.err(`${line}\n`);
      if (flags.json === true) printJson(summary, io);
      else io.out(workloadText(summary, io));
      finish(EXIT.ok);
    });
}

/** What was measured on this host says of the requests; a line for each program that asks for too much. */
function adviceOn({ jobs }: Workload, { env }: Io): readonly string[] {
  const cells = latestProfile(profilesFolder(env))?.cells ?? [];
  return vainRequests(jobs, cells).map(({ program, enoughCores, jobs: ids }) => {
    const share = `${WORTHWHILE * 100} %`;
    return printable(
      `note: ${namedJobs(ids.map((id) => ({ id })))}: as measured on this host, more than ${coresText(enoughCores)} bring ${program} less than ${share} of their share`,
    );
  });
}
