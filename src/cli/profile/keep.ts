import { WriteError } from '../errors.js';

/**
 * Writes a sample into a profile.
 * @throws WriteError when it cannot be written: nobody wants to measure for an hour in vain
 */
export function keep(write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WriteError(
      `the profile cannot be kept: ${reason}; set XDG_CACHE_HOME to a folder that can be written`,
    );
  }
}
