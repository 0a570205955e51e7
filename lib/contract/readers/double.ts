import { fractionSpellings, type NumberSpelling, spellingProblem } from './number-spelling.ts';
import { digitsReader, powersOfTen } from './read-digits.ts';
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
  reader: (_, { reads: [name = ''] }) => {
    const spelling = fractionSpellings[name] ?? { group: '', point: '.' };
    const readShort = shortReader(spelling);
    const readLong = longReader(spelling);

    function numberOf(value: unknown): number {
      if (typeof value === 'number') return value;
      return typeof value === 'string' ? (readShort(value) ?? readLong(value)) : Number.NaN;
    }

    return (value) => {
      const number = numberOf(value);
      return Number.isFinite(number) ? number : undefined;
    };
  },
};

/**
 * Reads up to 15 digits: as an integer divided by a power of ten. Both are exact, so that their quotient is
 * the double that is nearest to the decimal.
 */
function shortReader(spelling: NumberSpelling): (text: string) => number | undefined {
  const readers = powersOfTen.map((_, scale) => digitsReader(spelling, { scale, round: false }));
  return (text) => {
    const point = text.lastIndexOf(spelling.point);
    const scale = point < 0 ? 0 : text.length - point - 1;
    const digits = readers[scale]?.(text);
    // A zero may be -0.
    if (typeof digits !== 'number' || digits === 0) return undefined;
    return digits / (powersOfTen[scale] ?? 1);
  };
}

function longReader({ group, point }: NumberSpelling): (text: string) => number {
  // Only whether the text is in this spelling.
  const isGrouped = digitsReader({ group, point }, { scale: 0, round: true });
  return (text) => {
    if (text.length > MOST_CHARACTERS) return Number.NaN;
    if (group !== '' && text.includes(group)) {
      return isGrouped(text) === undefined
        ? Number.NaN
        : Number(text.replaceAll(group, '').replace(point, '.'));
    }
    if (point !== '.' && text.includes('.')) return Number.NaN;
    const plain = text.replace(point, '.');
    return WITH_POINT.test(plain) ? Number(plain) : Number.NaN;
  };
}
