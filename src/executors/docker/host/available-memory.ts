import { readFileSync } from 'node:fs';

/** Bytes that programs could have now without swapping, as the kernel estimates it; undefined where it does not. */
export function availableMemory(): number | undefined {
  try {
    const kib = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    return undefined;
  }
}
