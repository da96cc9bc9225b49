/** Hours, minutes, seconds and milliseconds in this order, each at most once, or a plain number of seconds. */
export const DURATION_PATTERN =
  /^(?:\d+(?:\.\d+)?|(?=\d)(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?)$/;

/** Longer texts cannot be a duration that anybody means; the limit keeps the pattern cheap. */
const LONGEST_TEXT = 64;

/**
 * Reads a time as people write it (design 3): `500ms`, `10s`, `2m`, `1h30m`, `2.5s`, or plain seconds such as `12`.
 *
 * @returns seconds, or undefined when the text is not a duration (signs, blanks and other units are not).
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const match = DURATION_PATTERN.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds, millis] = match;
  if (hours === undefined && minutes === undefined && seconds === undefined && millis === undefined) {
    return Number(text);
  }
  return (
    Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0) + Number(millis ?? 0) / 1000
  );
}
