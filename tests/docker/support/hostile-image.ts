import Dockerode from 'dockerode';
import { BASE } from '../harness.js';

const docker = new Dockerode();
const REPO = 'tfsched-test-hostile';

/** An image that wants all that an image can ask for: root, a volume on the host's disk, a check that runs by itself. */
export const HOSTILE = `${REPO}:latest`;

/** What its check would leave behind. */
export const CHECKED = '/tmp/checked';

export async function makeHostileImage(): Promise<void> {
  const source = await docker.createContainer({ Image: BASE, Labels: { 'tfsched.test': 'hostile' } });
  const changes = ['USER 0:0', 'VOLUME /data', `HEALTHCHECK --interval=1s CMD touch ${CHECKED}`];
  try {
    await source.commit({ repo: REPO, tag: 'latest', changes: changes.join('\n') });
  } finally {
    await source.remove();
  }
}

export async function removeHostileImage(): Promise<void> {
  await docker.getImage(HOSTILE).remove();
}
