const WORD_PARTS =
  /\\(?<escaped>[^])|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[^])*)"|(?<plain>[^\s'"\\]+)|(?<blank>\s+)/y;

/**
 * Splits a command written as one text into words, as a shell does: at blanks, with single quotes, double quotes and
 * `\`. Nothing is expanded: there is no shell, so variables and pipes are plain text.
 *
 * @returns the words, or undefined when a quote is left open or the text ends with a `\`.
 */
export function splitCommand(command: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  WORD_PARTS.lastIndex = 0;
  while (WORD_PARTS.lastIndex < command.length) {
    const groups = WORD_PARTS.exec(command)?.groups;
    if (groups === undefined) return undefined;
    if (groups.blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      const unescaped = groups.double?.replace(/\\(["\\$`])/g, '$1');
      word = (word ?? '') + (groups.escaped ?? groups.single ?? unescaped ?? groups.plain ?? '');
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
