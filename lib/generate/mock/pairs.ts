import { numberColumn } from './content/columns.ts';
import type { Content, TextContent } from './content/content.ts';
import { padded } from './content/digits.ts';
import { knownNumbers } from './content/number-content.ts';
import { capitalized } from './content/phrases.ts';
import { wordsAt } from './content/word-content.ts';
import type { Draws } from './draws.ts';
import type { Leaf } from './guess/leaves.ts';
import { earlierMoreOften } from './typed/listed-values.ts';

/** A code and what it means, side by side: `cod_situacao` and `des_situacao`. */
export interface Pair {
  readonly code: Leaf;
  readonly description: Leaf;
  /** Words that both have: `situacao`. */
  readonly stem: readonly string[];
}

const CODES = new Set('cod codigo cd code id tip tipo tp sigla key type'.split(' '));
const DESCRIPTIONS = new Set(
  'des descricao desc dsc ds nome nom nm name description label'.split(' '),
);

/** How many things a code tells apart that nothing is known about. */
const THINGS = 12;

/**
 * The codes of a table that have a description next to them.
 *
 * @example
 * pairsIn(leavesOf(['cod_marca', 'marca'].map((name) => ({ name, type: 'string', mode: 'required' })))).map(({ stem }) => stem) // => [['marca']]
 */
export function pairsIn(leaves: readonly Leaf[]): readonly Pair[] {
  return leaves.flatMap((code) => {
    const stem = without(code.words, CODES);
    if (stem === undefined) return [];
    const description = leaves.find(
      (leaf) => leaf !== code && isBeside(leaf, code) && describes(leaf, code, stem),
    );
    return description === undefined ? [] : [{ code, description, stem }];
  });
}

/** Whether a field describes what another one has the code of. */
function describes({ words, field }: Leaf, code: Leaf, stem: readonly string[]): boolean {
  if (field.type !== 'string' && field.type !== 'char') return false;
  if (sameWords(words, stem)) return true;
  const described = without(words, DESCRIPTIONS);
  if (described === undefined) return false;
  return [stem, code.words].some((wanted) => sameWords(described, wanted));
}

/** The words without the first one, or the last one, of a set; `undefined` where nothing is left. */
function without(words: readonly string[], set: ReadonlySet<string>): string[] | undefined {
  if (words.length < 2) return undefined;
  if (set.has(words[0] ?? '')) return words.slice(1);
  return set.has(words.at(-1) ?? '') ? words.slice(0, -1) : undefined;
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.join(' ') === other.join(' ');
}

function isBeside(one: Leaf, other: Leaf): boolean {
  return parentOf(one) === parentOf(other);
}

function parentOf({ path, field }: Leaf): string {
  return path.slice(0, path.length - field.name.length);
}

/** Names of things of which nothing but their kind is known: `Zona A`. */
export function namedThings(stem: readonly string[], draws: Draws): TextContent {
  const kind = capitalized(stem.join(' '));
  const list = Array.from(
    { length: THINGS },
    (_, thing) => `${kind} ${String.fromCharCode(A + thing)}`,
  );
  const picked = earlierMoreOften(THINGS);
  const words = wordsAt(list, (rows) => draws.uint32s(rows).map((number) => picked.pick(number)));
  return { ...words, cutTo: 4 };
}

const A = 65;

/** What the code of a description can be: its position in the list of these, from 1. */
export function codesOf({ count, of }: NonNullable<TextContent['positions']>): readonly Content[] {
  const number = knownNumbers({ least: 1, most: count }, (rows) =>
    numberColumn(of(rows), (position) => position + 1),
  );
  const width = String(count).length;
  const codes = Array.from({ length: count }, (_, position) => padded(position + 1, width));
  const letters = Array.from({ length: count }, (_, position) => (position + 1).toString(BASE));
  const short = count < BASE ? [wordsAt(letters, of)] : [];
  return [wordsAt(codes, of), ...short, number];
}

/** Codes of one character. */
const BASE = 36;
