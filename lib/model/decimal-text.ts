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
 * A decimal number in the one spelling that settings accept, with a point between digits. For the
 * errors about other spellings: nothing is guessed when a value is parsed.
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
