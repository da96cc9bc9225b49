import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import Dockerode from 'dockerode';
import { DockerError, type DockerClient } from './client.js';
import { parseCpuset } from './cpuset.js';
import {
  asDockerError,
  createRequest,
  daemonInfo,
  imageInfo,
  stateOf,
  summaryOf,
  updateRequest,
} from './dockerode-shapes.js';
import { openAttachment, openEvents } from './dockerode-streams.js';

/** How long calls may take, in seconds. */
export interface TimeLimits {
  /** Every call but those below. */
  readonly call: number;
  readonly ping: number;
}

const DEFAULT_LIMITS: TimeLimits = { call: 60, ping: 3 };

/**
 * The real client: the daemon of DOCKER_HOST, else of the default socket, as dockerode finds it.
 *
 * @throws DockerError when DOCKER_HOST or the certificates that it needs cannot be read
 */
export function createDockerodeClient(limits: TimeLimits = DEFAULT_LIMITS): DockerClient {
  const docker = connect();
  const fresh = connect(isTls(docker) ? new TlsAgent({ keepAlive: false }) : new Agent({ keepAlive: false }));
  const call = <T>(request: (abortSignal: AbortSignal) => Promise<T>): Promise<T> =>
    limited(limits.call, request);

  return {
    async ping() {
      await limited(limits.ping, abortable(fresh).ping);
    },
    async info() {
      const { info: ask, version: askVersion } = abortable(docker);
      const [info, version] = await Promise.all([call(ask), call(askVersion)]);
      return daemonInfo(info, version);
    },
    permittedCores: () => askPermittedCores(docker, call),
    image: (reference) =>
      unlessMissing(async () => {
        const image = docker.getImage(reference);
        return imageInfo(
          await call((abortSignal) => image.inspect({ abortSignal } as Dockerode.ImageInspectOptions)),
        );
      }),
    async create(spec) {
      const request = createRequest(spec);
      return (await call((abortSignal) => docker.createContainer({ ...request, abortSignal }))).id;
    },
    start: (id) => unlessAlready(() => call((abortSignal) => docker.getContainer(id).start({ abortSignal }))),
    async attach(id, { stdin, replay }, handlers) {
      const options = { stream: true, hijack: true, stdin, stdout: true, stderr: true, logs: replay };
      const stream = await limited(limits.call, (abortSignal) =>
        docker.getContainer(id).attach({ ...options, abortSignal }),
      );
      return openAttachment(stream, handlers);
    },
    output: (id) =>
      call((abortSignal) =>
        docker.getContainer(id).logs({ stdout: true, stderr: true, follow: false, abortSignal }),
      ),
    async update(id, wanted) {
      // The daemon answers an empty update by hanging up.
      if (Object.keys(wanted).length === 0) return;
      await call((abortSignal) => docker.getContainer(id).update({ ...updateRequest(wanted), abortSignal }));
    },
    async pause(id) {
      await call((abortSignal) => docker.getContainer(id).pause({ abortSignal }));
    },
    async unpause(id) {
      await call((abortSignal) => docker.getContainer(id).unpause({ abortSignal }));
    },
    async kill(id) {
      await call((abortSignal) => docker.getContainer(id).kill({ signal: 'SIGKILL', abortSignal }));
    },
    async remove(id) {
      const container = docker.getContainer(id);
      try {
        await unlessMissing(() =>
          call((abortSignal) => container.remove({ force: true, v: true, abortSignal })),
        );
      } catch (error) {
        if (!(error instanceof DockerError) || !/removal .*in progress/i.test(error.message)) throw error;
        // Somebody else is at it: over when they are.
        await unlessMissing(() =>
          call((abortSignal) => container.wait({ condition: 'removed', abortSignal })),
        );
      }
    },
    inspect: (id) =>
      unlessMissing(async () =>
        stateOf(await call((abortSignal) => docker.getContainer(id).inspect({ abortSignal }))),
      ),
    async list(label) {
      const options = { all: true, filters: { label: [label] } };
      const found = await call((abortSignal) => docker.listContainers({ ...options, abortSignal }));
      return found.map((one) => summaryOf(one));
    },
    async events(label, since, handlers) {
      const filters = {
        type: ['container'],
        label: [label],
        event: ['die', 'oom', 'kill', 'pause', 'unpause', 'update', 'destroy'],
      };
      const options: object = since === undefined ? { filters } : { filters, since: secondsOf(since) };
      const stream = await limited(limits.call, (abortSignal) =>
        docker.getEvents({ ...options, abortSignal }),
      );
      return openEvents(stream, handlers);
    },
  };
}

function connect(agent?: Agent | TlsAgent): Dockerode {
  try {
    const options: object = agent === undefined ? {} : { agent };
    return new Dockerode(options);
  } catch (error) {
    throw asDockerError(error);
  }
}

/** Calls of dockerode that can be aborted although their types do not say so. */
function abortable(
  docker: Dockerode,
): Record<'ping' | 'info' | 'version', (abortSignal: AbortSignal) => Promise<unknown>> {
  const calls = docker as unknown as Record<
    'ping' | 'info' | 'version',
    (options: object) => Promise<unknown>
  >;
  return {
    ping: (abortSignal) => calls.ping({ abortSignal }),
    info: (abortSignal) => calls.info({ abortSignal }),
    version: (abortSignal) => calls.version({ abortSignal }),
  };
}

function isTls(docker: Dockerode): boolean {
  return (docker.modem as { protocol?: string }).protocol === 'https';
}

/** One call within `seconds`; whatever it throws comes out as a DockerError. */
async function limited<T>(seconds: number, request: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(), seconds * 1000);
  try {
    return await request(aborter.signal);
  } catch (error) {
    if (aborter.signal.aborted)
      throw new DockerError(`Docker did not answer within ${seconds} s`, undefined, 'ETIMEDOUT');
    throw asDockerError(error);
  } finally {
    clearTimeout(timer);
  }
}

async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DockerError && error.status === 404) return undefined;
    throw error;
  }
}

async function unlessAlready(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof DockerError) || error.status !== 304) throw error;
  }
}

/** The highest id that Docker takes for one. No host has it; so the daemon refuses it, and says in the refusal which cores there are. */
const IMPOSSIBLE_CORE = '8191';

/**
 * Docker has no call that lists core ids, but it checks a cpuset before it looks at anything else, and a refusal names the
 * cores that its own cgroup permits. No container comes into existence.
 */
async function askPermittedCores(
  docker: Dockerode,
  call: <T>(request: (abortSignal: AbortSignal) => Promise<T>) => Promise<T>,
): Promise<readonly number[] | undefined> {
  const request = { Image: 'tfsched-no-image', HostConfig: { CpusetCpus: IMPOSSIBLE_CORE } };
  try {
    await call((abortSignal) => docker.createContainer({ ...request, abortSignal }));
  } catch (error) {
    const available = /available: ?([\d,-]+)/.exec(error instanceof DockerError ? error.message : '')?.[1];
    const cores = available === undefined ? undefined : parseCpuset(available);
    if (cores !== undefined && cores.length > 0) return cores;
    if (error instanceof DockerError && error.status !== undefined && !error.transient) return undefined;
    throw error;
  }
  return undefined;
}

/** Nanoseconds as the API wants them: seconds, a dot, nine digits. */
function secondsOf(nanos: string): string {
  const padded = nanos.padStart(10, '0');
  return `${padded.slice(0, -9)}.${padded.slice(-9)}`;
}
