import { integerType } from '../../columns/integer.ts';
import { spellingProblem, wholeSpellings } from './number-spelling.ts';
import { digitsReader } from './read-digits.ts';
import type { ReadingRules } from './reading.ts';

/**
 * Reads whole numbers of 64 bits: a number without a fraction that JavaScript holds exactly (4.0 is 4),
 * and text such as `-12`. Other spellings: `1234.0` (also reads `4.0`), `1.234`, `1,234`, and both.
 */
export const readInteger: ReadingRules = {
  usual: ['1234'],
  examples: Object.keys(wholeSpellings),
  problem: (reads) => spellingProblem(reads, wholeSpellings),
  reader: (_, { reads: [spelling = ''] }) => {
    const read = digitsReader(wholeSpellings[spelling] ?? { group: '', point: '' }, {
      scale: 0,
      round: false,
    });
    return (value) => {
      if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : undefined;
      if (typeof value !== 'string') return undefined;
      const integer = read(value);
      return typeof integer === 'bigint' && !integerType.accepts(integer) ? undefined : integer;
    };
  },
};
