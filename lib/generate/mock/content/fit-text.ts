import type { Field } from '../../../schemas/table-schema.ts';
import type { TextContent } from './content.ts';
import type { Values } from './fit.ts';

/** Texts for a field of text: cut where they may be, and padded where the type asks for it. */
export function fitText(content: TextContent, field: Field): Values | undefined {
  const { type, length = Number.POSITIVE_INFINITY } = field;
  if (content.types?.includes(type)) return content;
  if (type !== 'string' && type !== 'char') return undefined;
  const shaped = shaper(content, type, length);
  if (shaped === undefined) return undefined;
  const distinct = content.isNumbered ? numbered(content, length) : content.distinct;
  const make: Values['make'] = (rows) => shaped(content.make(rows));
  // A text that was cut may be that of another row.
  if (distinct === undefined) return { make };
  if (content.longest > length && !content.isNumbered) return { make };
  const { size } = distinct;
  return {
    make,
    distinct: { size, make: (numbers, rows) => shaped(distinct.make(numbers, rows)) },
  };
}

/** Characters of a space and the digits of a number behind a text. */
const NUMBER_LENGTH = 10;

/** Texts with a number behind them, which tells them apart. */
function numbered(
  { longest, cutTo = longest, make }: TextContent,
  length: number,
): TextContent['distinct'] {
  const room = length - NUMBER_LENGTH;
  if (room < Math.min(longest, cutTo)) return undefined;
  return {
    size: 10 ** (NUMBER_LENGTH - 1),
    make: (numbers, rows) =>
      make(rows).map((text, row) => `${cutText(text, room)} ${(numbers[row] as number) + 1}`),
  };
}

type Shape = (texts: readonly string[]) => readonly string[];

function shaper(content: TextContent, type: string, length: number): Shape | undefined {
  const { longest, cutTo = Number.POSITIVE_INFINITY } = content;
  if (longest > length && cutTo > length) return undefined;
  const cut: Shape =
    longest > length ? (texts) => texts.map((text) => cutText(text, length)) : (texts) => texts;
  if (type !== 'char' || !Number.isFinite(length)) return cut;
  return (texts) => cut(texts).map((text) => padText(text, length));
}

/**
 * The beginning of a text, up to the end of a word where there is one in its second half.
 *
 * @param length most characters
 * @example
 * cutText('Maria Eduarda da Silva', 16) // => 'Maria Eduarda da'
 * cutText('Maria', 3) // => 'Mar'
 */
export function cutText(text: string, length: number): string {
  // As many UTF-16 code units as characters, at least.
  if (text.length <= length) return text;
  const characters = [...text];
  if (characters.length <= length) return text;
  const start = characters.slice(0, length).join('');
  if (characters[length] === ' ') return start.trimEnd();
  const end = start.lastIndexOf(' ');
  return end * 2 >= length ? start.slice(0, end) : start;
}

/**
 * A text with spaces behind it.
 *
 * @param length characters
 * @example
 * padText('RJ', 3) // => 'RJ '
 */
export function padText(text: string, length: number): string {
  if (text.length >= length && [...text].length >= length) return text;
  return text + ' '.repeat(length - [...text].length);
}
