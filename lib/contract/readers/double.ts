import { fractionSpellings, spellingProblem } from './number-spelling.ts';
import { digitsReader } from './read-digits.ts';
import type { ReadingRules } from './reading.ts';

/** A number with a point, and with or without an exponent. */
const WITH_POINT = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;

/** Longer text is no number that a person or a program writes. */
const MOST_CHARACTERS = 400;

/**
 * Reads finite numbers, and text such as `-1234.56` or `1.5e-7`. Other spellings: `1234,56`, `1.234,56`,
 * `1,234.56`.
 */
export const readDouble: ReadingRules = {
  usual: ['1234.56'],
  examples: Object.keys(fractionSpellings),
  problem: (reads) => spellingProblem(reads, fractionSpellings),
  reader: (_, { reads: [spelling = ''] }) => {
    const { group, point } = fractionSpellings[spelling] ?? { group: '', point: '.' };
    // Any scale will do: only the spelling of grouped text is checked by it.
    const isGrouped = digitsReader({ group, point }, { scale: 0, round: true });

    function readText(text: string): number {
      if (text.length > MOST_CHARACTERS) return Number.NaN;
      if (group !== '' && text.includes(group)) {
        return isGrouped(text) === undefined
          ? Number.NaN
          : Number(text.replaceAll(group, '').replace(point, '.'));
      }
      if (point !== '.' && text.includes('.')) return Number.NaN;
      const plain = text.replace(point, '.');
      return WITH_POINT.test(plain) ? Number(plain) : Number.NaN;
    }

    return (value) => {
      const number =
        typeof value === 'string'
          ? readText(value)
          : typeof value === 'number'
            ? value
            : Number.NaN;
      return Number.isFinite(number) ? number : undefined;
    };
  },
};
