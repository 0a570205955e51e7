import type { JsonValue } from '../../model/json-row.ts';
import { columnOf, numberColumn } from './content/columns.ts';
import type { Content, OtherContent, TextContent } from './content/content.ts';
import { padded } from './content/digits.ts';
import { fit } from './content/fit.ts';
import { knownNumbers } from './content/number-content.ts';
import { capitalized } from './content/phrases.ts';
import { wordsAt } from './content/word-content.ts';
import type { Leaf } from './guess/leaves.ts';
import type { Pair } from './pairs.ts';
import type { Draws } from './rows/draws.ts';
import type { RowSet } from './rows/row-set.ts';
import type { TableGuess } from './table-guess.ts';
import { earlierMoreOften, listOf } from './typed/listed-values.ts';

/** What a code and its description can be: both by the position of the same thing in a list. */
export interface PairContents {
  readonly code: readonly Content[];
  readonly description: readonly Content[];
}

/** Gives the position of a thing for each row. */
type Positions = (rows: RowSet) => ArrayLike<number>;

/** How many things a code tells apart that nothing is known about. */
const THINGS = 12;

/** Meanings of which there is no list. */
const OPEN: ReadonlySet<string> = new Set(['label', 'text', 'id']);

/** Codes of one character. */
const BASE = 36;

const A = 65;

/**
 * What a pair is filled with; `undefined` where the description is something of its own, such as a
 * person. A list that the schema has for one of them, or for both, decides how many things there are.
 */
export function pairContents(pair: Pair, table: TableGuess): PairContents | undefined {
  const words = describedWords(pair, table);
  if (words?.positions === undefined) return undefined;
  const { list, of } = words.positions;
  const [codes, descriptions] = [listOf(pair.code.field), listOf(pair.description.field)];
  const count = Math.min(list.length, codes?.length ?? list.length);
  const positions: Positions =
    count === list.length
      ? of
      : (rows) => columnOf<number, number>(of(rows), (position) => position % count);
  return {
    code: codes ? [listed(codes, positions, pair.code)] : codesAt(count, positions),
    description: descriptions
      ? [listed(descriptions, positions, pair.description)]
      : [{ ...words, ...wordsAt(list, positions) }],
  };
}

/** The words of a description: of a list, or of things that are called after their kind. */
function describedWords({ description, stem }: Pair, table: TableGuess): TextContent | undefined {
  const context = table.contextOf(description);
  const draws = context.shared('pair', stem.join(' '));
  const listed = listOf(description.field);
  if (listed !== undefined) return anyOf(listed.map(String), draws);
  for (const meaning of table.meaningsOf(description)) {
    const fitting = meaning.contents(context).find((content) => fit(content, context));
    if (fitting === undefined) continue;
    if (OPEN.has(meaning.name)) break;
    return fitting.kind === 'text' ? fitting : undefined;
  }
  return namedThings(stem, draws);
}

/** Things of which nothing but their kind is known: `Zona A`. */
function namedThings(stem: readonly string[], draws: Draws): TextContent {
  const kind = capitalized(stem.join(' '));
  const letters = Array.from({ length: THINGS }, (_, thing) => String.fromCharCode(A + thing));
  return {
    ...anyOf(
      letters.map((letter) => `${kind} ${letter}`),
      draws,
    ),
    cutTo: 4,
  };
}

function anyOf(list: readonly string[], draws: Draws): TextContent {
  const picked = earlierMoreOften(list.length);
  return wordsAt(list, (rows) => draws.uint32s(rows).map((number) => picked.pick(number)));
}

/** Codes that count from 1: with zeros in front, as one character, or as a number. */
function codesAt(count: number, positions: Positions): readonly Content[] {
  const codes = Array.from({ length: count }, (_, position) => position + 1);
  const width = String(count).length;
  const letters = count < BASE ? [codes.map((code) => code.toString(BASE))] : [];
  const texts = [codes.map((code) => padded(code, width)), ...letters];
  const number = knownNumbers({ least: 1, most: count }, (rows) =>
    numberColumn(positions(rows), (position) => position + 1),
  );
  return [...texts.map((list) => wordsAt(list, positions)), number];
}

/** The values of a list of the schema. */
function listed(list: readonly JsonValue[], positions: Positions, { field }: Leaf): OtherContent {
  return {
    kind: 'other',
    types: [field.type],
    make: (rows) => columnOf(positions(rows), (position) => list[position] ?? null),
  };
}
