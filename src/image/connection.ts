import Dockerode from 'dockerode';

/** A connection to the daemon of DOCKER_HOST, else of the default socket. */
export function connectForImages(): Dockerode {
  return new Dockerode();
}

export type { Dockerode };
