import type { Command } from 'commander';
import { createDockerodeClient } from '../../executors/docker/daemon/dockerode-client.js';
import { type Check, doctorChecks } from '../../executors/docker/doctor-checks.js';
import { runnerImageTag } from '../../image/runner-image-tag.js';
import { logEnding } from '../../log/last-record.js';
import { checksText } from '../../render/checks.js';
import { lockFolder } from '../docker/lock-folder.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printJson } from '../output.js';

/** `tfsched doctor`: looks at everything that a run needs, and says how to mend what is missing. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.option('--json', 'print the checks as one JSON value').action(async (flags: { json?: boolean }) => {
    const client = createDockerodeClient();
    const onHost = await doctorChecks({
      client,
      lockFolder: lockFolder(io.env),
      wasKept: (folder) => logEnding(folder)?.kind === 'left',
    });
    const image = onHost.some(({ name, ok }) => name === 'daemon' && ok) ? [await checkImage(client)] : [];
    const checks = [checkNode(), ...onHost, ...image];
    if (flags.json === true) printJson(checks, io);
    else io.out(checksText(checks, io));
    finish(checks.every(({ ok }) => ok) ? EXIT.ok : EXIT.dockerMissing);
  });
}

function checkNode(): Check {
  return { name: 'node', ok: true, detail: process.version, mend: undefined };
}

async function checkImage(client: ReturnType<typeof createDockerodeClient>): Promise<Check> {
  const tag = await runnerImageTag();
  const ok = (await client.image(tag)) !== undefined;
  return {
    name: 'runner image',
    ok,
    detail: ok ? tag : `${tag} is not built`,
    mend: ok ? undefined : 'build it with `tfsched image build`; image jobs run without it',
  };
}
