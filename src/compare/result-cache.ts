import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outcome } from './outcome.js';

/** Results of runs by what went into them, on disk: a comparison that was interrupted goes on where it was. */
export interface ResultCache {
  /** undefined where there is none, or none that can be read. */
  get(key: string): Outcome | undefined;
  /** Written whole or not at all. Throws what the file system throws. */
  put(key: string, outcome: Outcome): void;
}

/** The same for equal inputs: whatever can change the outcome of a run must be in them. */
export function resultKey(inputs: unknown): string {
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 32);
}

export function openResultCache(folder: string): ResultCache {
  const fileOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.json`);
  return {
    get(key) {
      try {
        return JSON.parse(readFileSync(fileOf(key), 'utf8')) as Outcome;
      } catch {
        return undefined;
      }
    },
    put(key, outcome) {
      const file = fileOf(key);
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, JSON.stringify(outcome));
      renameSync(draft, file);
    },
  };
}
