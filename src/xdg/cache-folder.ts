import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** tfsched's folder below the XDG cache folder: what can always be made again. */
export function cacheFolder(
  env: { readonly XDG_CACHE_HOME?: string | undefined },
  home: string = homedir(),
): string {
  const cache = env.XDG_CACHE_HOME;
  return join(cache !== undefined && isAbsolute(cache) ? cache : join(home, '.cache'), 'tfsched');
}
