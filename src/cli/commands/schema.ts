import type { Command } from 'commander';
import { Argument } from 'commander';
import { comparisonJsonSchema } from '../../compare/comparison.js';
import { reportJsonSchema } from '../../metrics/report.js';
import { profileJsonSchema } from '../../profile/profile-report.js';
import { workloadJsonSchema } from '../../workload/schema/json-schema.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';

const SCHEMAS = {
  workload: workloadJsonSchema,
  report: reportJsonSchema,
  profile: profileJsonSchema,
  comparison: comparisonJsonSchema,
};

/** `tfsched schema`: the JSON Schemas, generated from the definitions that are in force. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .addArgument(
      new Argument('[what]', 'of workload files, or of what --json prints: a report of a run, or a profile')
        .choices(Object.keys(SCHEMAS))
        .default('workload'),
    )
    .action((what: keyof typeof SCHEMAS) => {
      io.out(`${JSON.stringify(SCHEMAS[what](), undefined, 2)}\n`);
      finish(EXIT.ok);
    });
}
