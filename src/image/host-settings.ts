import { readFile } from 'node:fs/promises';
import { formatPipConfig, readPipSettings } from './pip-config.js';
import type { RunnerFile } from './runner-files.js';

/** What a build needs of the host to reach the package index from within: certificates, index, proxy. */
export interface HostSettings {
  /** `host/ca.pem` and `host/pip.conf`, as far as there is something to say. */
  readonly files: readonly RunnerFile[];
  /** Docker's predefined proxy arguments: they reach the build, and neither its cache nor its history. */
  readonly buildArgs: Readonly<Record<string, string>>;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Each may hold all roots or only the one of a proxy, so what is there is taken together. */
const CA_VARIABLES = ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];
/** Where Debian and Fedora and their kin keep the bundle of the system. */
const SYSTEM_BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'];
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/** Reads the settings of this host. A file that is named but not there is passed over. */
export async function readHostSettings(env: Env): Promise<HostSettings> {
  const pip = await readPipSettings(env);
  const files: RunnerFile[] = [];
  const bundle = await caBundle([pip.caFile, ...CA_VARIABLES.map((name) => env[name]), ...SYSTEM_BUNDLES]);
  if (bundle !== '') files.push({ path: 'host/ca.pem', content: Buffer.from(bundle) });
  if (pip.options.size > 0) {
    files.push({ path: 'host/pip.conf', content: Buffer.from(formatPipConfig(pip.options)) });
  }
  return { files, buildArgs: proxyArguments(env) };
}

async function caBundle(paths: readonly (string | undefined)[]): Promise<string> {
  const named = new Set(paths.filter((path) => path !== undefined && path !== ''));
  const texts = await Promise.all([...named].map((path) => readFile(path ?? '', 'utf8').catch(() => '')));
  return joinCertificates(texts);
}

/** The certificates of all texts, each once, in the order of their first appearance; comments are left out. */
export function joinCertificates(texts: readonly string[]): string {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [certificate] of text.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)) {
      found.add(certificate.replaceAll('\r', ''));
    }
  }
  return [...found].map((certificate) => `${certificate}\n`).join('');
}

function proxyArguments(env: Env): Record<string, string> {
  const named: Record<string, string> = {};
  for (const name of PROXIES) {
    const value = env[name] ?? env[name.toLowerCase()];
    if (value === undefined || value === '') continue;
    named[name] = value;
    named[name.toLowerCase()] = value;
  }
  return named;
}
