import type { Leaf } from './guess/leaves.ts';

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
