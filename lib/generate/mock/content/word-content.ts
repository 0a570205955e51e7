import type { Draws } from '../rows/draws.ts';
import type { RowSet } from '../rows/row-set.ts';
import { earlierMoreOften } from '../typed/listed-values.ts';
import { columnOf } from './columns.ts';
import type { TextContent } from './content.ts';

/**
 * The words of a list, by their positions in it.
 *
 * @param positionsOf gives one for each row
 */
export function wordsAt(
  list: readonly string[],
  positionsOf: (rows: RowSet) => ArrayLike<number>,
): TextContent {
  const different = [...new Set(list)];
  return {
    kind: 'text',
    longest: longestOf(list),
    positions: { list, of: positionsOf },
    make: (rows) => columnOf(positionsOf(rows), (position) => list[position] ?? ''),
    distinct: {
      size: different.length,
      make: (numbers) => columnOf(numbers, (number) => different[number] ?? ''),
    },
  };
}

/** Any words of a list, the earlier ones more often. */
export function anyWords(list: readonly string[], draws: Draws): TextContent {
  const picked = earlierMoreOften(list.length);
  return wordsAt(list, (rows) => draws.uint32s(rows).map((number) => picked.pick(number)));
}

/** The same for a list of examples, of which there are more: `Caderno 2`. */
export function anyExamples(list: readonly string[], draws: Draws): TextContent {
  return { ...anyWords(list, draws), isNumbered: true };
}

/** Characters of the longest text of a list. */
export function longestOf(list: readonly string[]): number {
  return list.reduce((longest, { length }) => Math.max(longest, length), 0);
}
