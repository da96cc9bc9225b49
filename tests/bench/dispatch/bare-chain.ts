/**
 * `bare-chain.ts <image> <core> <jobs> <folder>`: the hand-over without tfsched, in a process of its own. Arms containers that print
 * the time, then starts one after the other with the same calls: wait for the exit's event, update, line on stdin. Prints the times
 * that the programs printed, nanoseconds, one a line.
 */
import Dockerode from 'dockerode';

const [image = '', core = '0', jobs = '0', folder = ''] = process.argv.slice(2);
const docker = new Dockerode();
const label = `tfsched-bench=${process.pid}`;
const MIB = 2 ** 20;

interface Armed {
  readonly container: Dockerode.Container;
  readonly streams: NodeJS.ReadWriteStream;
  /** What it has written so far, with Docker's frames. */
  output: string;
}

async function arm(index: number): Promise<Armed> {
  const container = await docker.createContainer({
    name: `tfsched-bench-${process.pid}-${index}`,
    Image: image,
    Entrypoint: ['sh', '-c', 'read -r _ && { printf \'started\\n\'; exec "$@" </dev/null; }', 'sh'],
    Cmd: ['date', '+%s%N'],
    Labels: { 'tfsched-bench': String(process.pid) },
    User: '10001:10001',
    OpenStdin: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      Tmpfs: { '/tmp': 'rw,exec,nosuid,nodev,mode=1777' },
      Mounts: [{ Type: 'bind', Source: folder, Target: '/out' }],
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      PidsLimit: 256,
      Memory: 32 * MIB,
      MemorySwap: 32 * MIB,
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '1' } },
    },
  });
  const streams = await container.attach({
    stream: true,
    hijack: true,
    stdin: true,
    stdout: true,
    stderr: true,
  });
  const armed: Armed = { container, streams, output: '' };
  streams.on('data', (chunk: Buffer) => (armed.output += chunk.toString('latin1')));
  await container.start();
  return armed;
}

try {
  const events = await docker.getEvents({ filters: { label: [label], event: ['die'] } });
  const chain: Armed[] = [];
  for (let index = 0; index < Number(jobs); index++) chain.push(await arm(index));
  for (const { container, streams } of chain) {
    await container.update({ CpusetCpus: core, Memory: 128 * MIB, MemorySwap: 128 * MIB });
    const died = new Promise((resolve) => events.once('data', resolve));
    streams.write('go\n');
    await died;
  }
  (events as unknown as { destroy(): void }).destroy();
  for (const { output } of chain) console.log(/\d{19}/.exec(output)?.[0] ?? 'none');
} finally {
  const made = await docker.listContainers({ all: true, filters: { label: [label] } });
  for (const { Id } of made) await docker.getContainer(Id).remove({ force: true });
}
