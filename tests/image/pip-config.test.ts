import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { formatPipConfig, parsePipConfig, readPipSettings } from '../../src/image/pip-config.js';

describe('parsePipConfig', () => {
  it('reads [global] and [install], and passes over the rest', () => {
    const options = parsePipConfig(
      '# ours\n[global]\nindex-url = one\n; no\ntimeout: 9\n[list]\nformat = columns\n[install]\ntrusted_host=two\n',
    );
    expect(Object.fromEntries(options)).toEqual({ 'index-url': 'one', timeout: '9', 'trusted-host': 'two' });
  });

  it('keeps the lines of a value', () => {
    const options = parsePipConfig('[global]\nextra-index-url =\n  one\n  two\ncert = /ca\n');
    expect(options.get('extra-index-url')).toBe('one\ntwo');
    expect(options.get('cert')).toBe('/ca');
  });

  it('is empty for what is no configuration', () => {
    expect(parsePipConfig('index-url = outside of a section\n').size).toBe(0);
  });
});

describe('formatPipConfig', () => {
  it('is read back the same', () => {
    const options = new Map([
      ['index-url', 'one'],
      ['extra-index-url', 'two\nthree'],
    ]);
    expect(parsePipConfig(formatPipConfig(options))).toEqual(options);
  });
});

describe('readPipSettings', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'pip-config-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('lets the environment win over the file, and takes only what the network needs', async () => {
    const file = join(home, 'pip.conf');
    await writeFile(file, '[global]\nindex-url = of-file\nproxy = of-file\nuser = yes\ncert = /of-file\n');
    const env = { HOME: home, PIP_CONFIG_FILE: file, PIP_INDEX_URL: 'of-env', PIP_FIND_LINKS: '/somewhere' };
    const settings = await readPipSettings(env);
    expect(settings.options.get('index-url')).toBe('of-env');
    expect(settings.options.get('proxy')).toBe('of-file');
    expect(settings.options.has('user')).toBe(false);
    expect(settings.options.has('find-links')).toBe(false);
    expect(settings.caFile).toBe('/of-file');
  });

  it('reads no file at all when pip is told so', async () => {
    const settings = await readPipSettings({
      HOME: home,
      PIP_CONFIG_FILE: '/dev/null',
      PIP_DEFAULT_TIMEOUT: '7',
    });
    expect(Object.fromEntries(settings.options)).toEqual({ timeout: '7' });
    expect(settings.caFile).toBeUndefined();
  });
});
