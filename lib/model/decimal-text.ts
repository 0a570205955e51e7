import { InputError } from '../errors.ts';

/** Digits, and where there is a point, digits on both sides of it. */
const PLAIN = /^-?\d+(\.\d+)?$/;

/**
 * Spellings of a decimal number whose meaning is not in doubt: no digit before or after the point, a
 * decimal comma, a plus, an exponent, a percentage.
 */
const OTHER_SPELLING = /^([+-]?)(\d*)(?:[.,](\d*))?(?:e([+-]?\d{1,3}))?\s*(%?)$/i;

/** `1,000` is a thousand in English and one in Portuguese. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * Parses a decimal number that is written with digits and a point, such as `0.02`. Nothing is
 * guessed: any other spelling is refused, and the error names the right one where it is clear.
 *
 * @param example a value that suits the setting, for the error. Default: 0.02.
 * @throws InputError when the text is not a decimal number in this spelling.
 * @example
 * parseDecimal('0.02') // => 0.02
 * parseDecimal('-1') // => -1
 */
export function parseDecimal(text: string, example: number = 0.02): number {
  const value = Number(text);
  if (PLAIN.test(text) && Number.isFinite(value)) return value;
  const plain = plainSpelling(text);
  throw new InputError({
    expected: `a decimal number such as ${example}`,
    got: JSON.stringify(text),
    advice:
      plain === undefined
        ? `Write digits and a decimal point, for example ${example}.`
        : `Write ${plain}.`,
  });
}

/**
 * A decimal number in the spelling that {@link parseDecimal} accepts.
 *
 * @returns `undefined` for text that is no number, or could be two numbers
 * @example
 * plainSpelling('.02') // => '0.02'
 * plainSpelling('0,02') // => '0.02'
 * plainSpelling('2%') // => '0.02'
 * plainSpelling('1,000') // => undefined
 */
export function plainSpelling(text: string): string | undefined {
  const trimmed = text.trim();
  const [, sign = '', whole = '', fraction = '', exponent = '0', percent = ''] =
    OTHER_SPELLING.exec(trimmed) ?? [];
  if (`${whole}${fraction}` === '' || THOUSANDS.test(trimmed)) return undefined;
  // In the exponent, because dividing a double by 100 can add digits: 1.1 / 100 is 0.011000000000000001.
  const power = Number(exponent) - (percent === '' ? 0 : 2);
  const value = Number(`${sign}${whole}.${fraction === '' ? '0' : fraction}e${power}`);
  const plain = String(value);
  return PLAIN.test(plain) ? plain : undefined;
}
