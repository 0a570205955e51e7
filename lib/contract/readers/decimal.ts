import { decimalType } from '../../columns/decimal.ts';
import { fractionSpellings, spellingProblem } from './number-spelling.ts';
import { digitsReader } from './read-digits.ts';
import type { ReadingRules } from './reading.ts';

/** Up to 15 digits, every decimal number has a double of its own. */
const UNAMBIGUOUS = 1e15;

/** Powers of ten that a double holds exactly. */
const MOST_EXACT_POWER = 22;

/**
 * Reads decimal numbers: a finite number, as the shortest decimal that stands for it, and text such as
 * `-1234.56`. More digits than the scale are no value of the column, unless they are zeros or the
 * contract rounds them. Other spellings: `1234,56`, `1.234,56`, `1,234.56`.
 */
export const readDecimal: ReadingRules = {
  usual: ['1234.56'],
  examples: Object.keys(fractionSpellings),
  problem: (reads) => spellingProblem(reads, fractionSpellings),
  reader: ({ precision = 0, scale = 0 }, { reads: [spelling = ''], round }) => {
    const type = decimalType({ precision, scale });
    const point = { group: '', point: '.' } as const;
    const readText = digitsReader(fractionSpellings[spelling] ?? point, { scale, round });
    const readPlain = digitsReader(point, { scale, round });
    const power = Number(`1e${Math.min(scale, MOST_EXACT_POWER)}`);
    const isExactPower = scale <= MOST_EXACT_POWER;
    // Every number here is a safe integer, which has 16 digits at most.
    const bound = precision <= 15 ? Number(`1e${precision}`) : Number.POSITIVE_INFINITY;

    function readNumber(number: number): number | bigint | undefined {
      const digits = Math.round(number * power);
      // Both are exact, so that their quotient is the double that is nearest to the decimal.
      if (isExactPower && Math.abs(digits) < UNAMBIGUOUS && digits / power === number) {
        return digits + 0;
      }
      return Number.isFinite(number) ? readPlain(plainText(number)) : undefined;
    }

    return (value) => {
      const digits =
        typeof value === 'string'
          ? readText(value)
          : typeof value === 'number'
            ? readNumber(value)
            : undefined;
      if (typeof digits === 'number' && digits < bound && digits > -bound) return digits;
      return digits !== undefined && type.accepts(digits) ? digits : undefined;
    };
  },
};

/**
 * The shortest decimal that stands for a number, without an exponent.
 *
 * @example
 * plainText(1e21) // => '1000000000000000000000'
 * plainText(-1.5e-7) // => '-0.00000015'
 */
export function plainText(number: number): string {
  const text = String(number);
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`;
  // Numbers are written with an exponent from 1e21 on, and have at most 17 digits.
  return `${sign}${whole}${fraction.padEnd(power, '0')}`;
}
