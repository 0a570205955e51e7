import type { NumberSpelling } from './number-spelling.ts';

/** Fewer decimal digits than these are always exact in a number, also after rounding. */
const EXACT_DIGITS = 15;

/** Longer text is no number of a column: 38 digits, their groups, and zeros around them. */
const MOST_CHARACTERS = 100;

const MINUS = 45;
const ZERO = 48;

/** Powers of ten from 1 to 1e15. A number holds each of them exactly. */
export const powersOfTen: readonly number[] = Array.from({ length: 16 }, (_, power) =>
  Number(`1e${power}`),
);

/** Where the digits of a number go: scale and rounding of a column. */
export interface Digits {
  /** Digits after the point that are kept. */
  readonly scale: number;
  /** Whether further digits are rounded, halves away from zero. Otherwise only zeros may follow. */
  readonly round: boolean;
}

/**
 * Prepares to read text as the digits of a number with a fixed scale: a number, or a bigint beyond 15
 * digits. What it returns yields `undefined` for text in any other spelling, and for more digits than
 * the scale has.
 *
 * One long function, because it runs for every value of a capture: parts of it would have to pass several
 * numbers on in objects.
 *
 * @example
 * digitsReader({ group: '.', point: ',' }, { scale: 2, round: false })('-1.234,5') // => -123450
 * digitsReader({ group: '', point: '.' }, { scale: 0, round: false })('4.0') // => 4
 * digitsReader({ group: '', point: '.' }, { scale: 0, round: false })('4.5') // => undefined
 */
export function digitsReader(
  spelling: NumberSpelling,
  { scale, round }: Digits,
): (text: string) => number | bigint | undefined {
  const group = codeOf(spelling.group);
  const point = codeOf(spelling.point);

  return (text) => {
    const length = text.length;
    if (length > MOST_CHARACTERS) return undefined;
    const isNegative = text.charCodeAt(0) === MINUS;
    const first = isNegative ? 1 : 0;
    let number = 0;
    let groups = 0;
    /** Where the last separator of groups is. */
    let groupAt = -1;
    let at = first;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      const digit = code - ZERO;
      if (digit >= 0 && digit <= 9) number = number * 10 + digit;
      else if (code === group) {
        const size = at - (groups === 0 ? first : groupAt + 1);
        if (size > 3 || size < (groups === 0 ? 1 : 3)) return undefined;
        groupAt = at;
        groups += 1;
      } else break;
    }
    if (at === first || (groups > 0 && at - groupAt !== 4)) return undefined;
    const pointAt = at;
    let fraction = 0;
    let roundsUp = false;
    if (at < length) {
      if (text.charCodeAt(at) !== point || at + 1 === length) return undefined;
      for (at += 1; at < length; at += 1) {
        const digit = text.charCodeAt(at) - ZERO;
        if (!(digit >= 0 && digit <= 9)) return undefined;
        if (fraction < scale) {
          number = number * 10 + digit;
          fraction += 1;
        } else if (digit !== 0) {
          if (!round) return undefined;
          if (at === pointAt + 1 + scale && digit >= 5) roundsUp = true;
        }
      }
    }
    const missing = scale - fraction;
    if (pointAt - first - groups + scale >= EXACT_DIGITS) {
      return longDigits(text, { first, pointAt, scale, roundsUp, isNegative });
    }
    const whole = number * (powersOfTen[missing] as number) + (roundsUp ? 1 : 0);
    // Not -0.
    return isNegative && whole !== 0 ? -whole : whole;
  };
}

/** The digits of checked text that a number may not hold. */
function longDigits(
  text: string,
  found: {
    readonly first: number;
    readonly pointAt: number;
    readonly scale: number;
    readonly roundsUp: boolean;
    readonly isNegative: boolean;
  },
): number | bigint {
  const { first, pointAt, scale, roundsUp, isNegative } = found;
  const whole = text.slice(first, pointAt).replace(/\D/g, '');
  const fraction = text.slice(pointAt + 1, pointAt + 1 + scale).padEnd(scale, '0');
  const digits = BigInt(whole + fraction) + (roundsUp ? 1n : 0n);
  return exactly(isNegative ? -digits : digits);
}

/**
 * An integer as batches hold it: a number, or a bigint where a number would not be exact.
 *
 * @example
 * exactly(5n) // => 5
 * exactly(2n ** 60n) // => 2n ** 60n
 */
export function exactly(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

function codeOf(character: string): number {
  return character === '' ? -1 : character.charCodeAt(0);
}
