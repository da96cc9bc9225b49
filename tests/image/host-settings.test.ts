import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { joinCertificates, readHostSettings } from '../../src/image/host-settings.js';

const certificate = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'host-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('joinCertificates', () => {
  it('takes each certificate once and leaves out what is none', () => {
    const one = `# a root\n${certificate('AAAA')}\n`;
    const two = `${certificate('AAAA').replaceAll('\n', '\r\n')}\n${certificate('BBBB')}`;
    expect(joinCertificates([one, '', two])).toBe(`${certificate('AAAA')}\n${certificate('BBBB')}\n`);
  });

  it('is empty without certificates', () => {
    expect(joinCertificates(['nothing'])).toBe('');
  });
});

describe('readHostSettings', () => {
  it('hands in the bundle named in the environment beside that of the system', async () => {
    const path = join(folder, 'proxy.pem');
    await writeFile(path, certificate('UFJPWFk='));
    const { files } = await readHostSettings({ NODE_EXTRA_CA_CERTS: path, PIP_CONFIG_FILE: '/dev/null' });
    const bundle = files.find((file) => file.path === 'host/ca.pem');
    expect(bundle?.content.toString()).toContain('UFJPWFk=');
  });

  it('passes over a bundle that is not there', async () => {
    const env = { SSL_CERT_FILE: join(folder, 'none.pem'), PIP_CONFIG_FILE: '/dev/null' };
    await expect(readHostSettings(env)).resolves.toBeDefined();
  });

  it('writes a pip.conf only where there is something to say', async () => {
    const pipFile = async (env: Record<string, string>) => {
      const { files } = await readHostSettings({ ...env, PIP_CONFIG_FILE: '/dev/null' });
      return files.find((file) => file.path === 'host/pip.conf')?.content.toString();
    };
    expect(await pipFile({})).toBeUndefined();
    expect(await pipFile({ PIP_INDEX_URL: 'here' })).toBe('[global]\nindex-url = here\n');
  });

  it('gives the proxy in both spellings, and none where none is set', async () => {
    const { buildArgs } = await readHostSettings({ https_proxy: 'p', NO_PROXY: 'n', HTTP_PROXY: '' });
    expect(buildArgs).toEqual({ HTTPS_PROXY: 'p', https_proxy: 'p', NO_PROXY: 'n', no_proxy: 'n' });
  });
});
