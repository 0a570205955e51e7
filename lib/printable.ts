/** Characters that control a terminal or hide text: control, format, lone surrogates, line breaks. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Longer text loses its middle: the name of a file is at the end of its path. */
const MOST_CHARACTERS = 4000;

/**
 * Escapes every character of a foreign text that would control a terminal or break the line. The
 * escapes are those of JSON, so escaped JSON has the same value. The length is not limited.
 *
 * @example
 * escapeUnprintable('a\u001b[31m\u202eb\n') // => 'a\\u001b[31m\\u202eb\\n'
 */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const escaped = JSON.stringify(character).slice(1, -1);
    return escaped === character ? unitsOf(character) : escaped;
  });
}

/**
 * As {@link escapeUnprintable}, but keeps line feeds.
 *
 * @example
 * printableLines('one\ntwo\u0007') // => 'one\ntwo\\u0007'
 */
export function printableLines(text: string): string {
  return text.split('\n').map(escapeUnprintable).join('\n');
}

/**
 * Makes text fit for a message: printable lines, and of a very long text the beginning and the end.
 *
 * @example
 * printable('a'.repeat(1_000_000)).length // => 4026
 */
export function printable(text: string): string {
  const half = MOST_CHARACTERS / 2;
  const short =
    text.length <= MOST_CHARACTERS
      ? text
      : `${text.slice(0, half)} … (${text.length} characters) … ${text.slice(-half)}`;
  return printableLines(short);
}

/**
 * The message of any thrown value: some packages throw strings instead of errors.
 *
 * @example
 * wordsOf(new Error('no')) // => 'no'
 * wordsOf('no') // => 'no'
 */
export function wordsOf(thrown: unknown): string {
  const words: unknown = thrown instanceof Error ? thrown.message : thrown;
  try {
    return String(words);
  } catch {
    return 'a value that has no text';
  }
}

function unitsOf(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
