/** Control and format characters, halves of a pair, ends of lines: what steers a terminal or hides text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Longer text is cut in its middle: the name of a file is at the end of its path. */
const MOST_CHARACTERS = 4000;

/**
 * Text of somebody else on one line, with everything written out that would do something to a
 * terminal: escaped as JSON escapes, so that JSON stays the same JSON. However long it is.
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
 * Lines of text with everything else that is not printable written out, however long they are.
 *
 * @example
 * printableLines('one\ntwo\u0007') // => 'one\ntwo\\u0007'
 */
export function printableLines(text: string): string {
  return text.split('\n').map(escapeUnprintable).join('\n');
}

/**
 * Text as a message tells it: printable lines, and of what is very long the beginning and the end.
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
 * The words of whatever was thrown: packages throw bare texts, too.
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
    return 'something without words';
  }
}

function unitsOf(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
