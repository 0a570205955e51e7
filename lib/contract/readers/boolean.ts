import type { ReadingRules } from './reading.ts';

/** A word for true and a word for false. */
const PAIR = /^([^/\s]+)\/([^/\s]+)$/;

/**
 * Reads `true` and `false`, and the text of one. Other spellings are pairs of words, the one for true
 * first: `S/N`, `sim/não`, `1/0`. Case does not count, and a number is read as its text.
 */
export const readBoolean: ReadingRules = {
  usual: ['true/false'],
  examples: ['true/false', 'S/N', 'sim/não', 'yes/no', '1/0'],
  problem(reads) {
    const words = wordsOf(reads);
    const isUnclear = [...words.yes].some((word) => words.no.has(word));
    if (reads.length > 0 && reads.every((pair) => PAIR.test(pair)) && !isUnclear) return undefined;
    return 'a list of pairs, each a word for true and a word for false, such as S/N';
  },
  reader: (_, { reads }) => {
    const { yes, no } = wordsOf(reads);
    return (value) => {
      if (typeof value === 'boolean') return value;
      if (typeof value !== 'string' && typeof value !== 'number') return undefined;
      const word = String(value).toLowerCase();
      return yes.has(word) || (no.has(word) ? false : undefined);
    };
  },
};

function wordsOf(reads: readonly string[]): {
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
} {
  const pairs = reads.map((pair) => PAIR.exec(pair.toLowerCase()) ?? []);
  return {
    yes: new Set(pairs.map(([, yes = '']) => yes)),
    no: new Set(pairs.map(([, , no = '']) => no)),
  };
}
