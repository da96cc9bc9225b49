/** A number and a unit as Docker takes them; `g`, `gb` and `gib` all mean 1024 x 1024 x 1024 bytes. */
export const MEMORY_PATTERN = /^(\d+(?:\.\d+)?)(?:[bB]|([kKmMgGtT])(?:[iI]?[bB])?)?$/;

const POWERS: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4 };

/** Longer texts cannot be a size that anybody means; the limit keeps the pattern cheap. */
const LONGEST_TEXT = 64;

/**
 * Reads an amount of memory: `512m`, `1g`, `1.5GiB`, `64mb`, or plain bytes. Units are powers of 1024, as in Docker.
 *
 * @returns whole bytes (rounded down), or undefined when the text is not a size.
 */
export function parseMemorySize(text: string): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const match = MEMORY_PATTERN.exec(text);
  if (match === null) return undefined;
  const power = POWERS[match[2]?.toLowerCase() ?? ''] ?? 0;
  return Math.floor(Number(match[1]) * 1024 ** power);
}
