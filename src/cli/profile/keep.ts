import { reasonOf, WriteError } from '../errors.js';

/**
 * Writes a sample into a profile.
 * @throws WriteError when it cannot be written: nobody wants to measure for an hour in vain
 */
export function keep(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new WriteError(
      `the profile cannot be kept: ${reasonOf(error)}; set XDG_CACHE_HOME to a folder that can be written`,
    );
  }
}
