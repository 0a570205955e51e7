import { encoded } from '../model/piece.ts';
import type { TextWriter } from '../model/text-writer.ts';

/** Number of mobile numbers in an area code: the digit after the 9 is 6 to 9. */
export const MOBILES_PER_AREA_CODE = 40_000_000;

const MOBILE = /^\+55 (\d{2}) 9[6-9]\d{3}-\d{4}$/;

const COUNTRY = encoded('+55 ');
const MOBILE_PREFIX = encoded(' 9');
const HYPHEN = 45;

/**
 * Writes the `number`-th mobile number of an area code.
 *
 * @param number 0 to {@link MOBILES_PER_AREA_CODE} - 1
 * @example
 * stringOf((out) => writeMobileNumber(out, 11, 1_234_567)) // => '+55 11 96123-4567'
 */
export function writeMobileNumber(out: TextWriter, areaCode: number, number: number): void {
  const high = (number / 10_000) | 0;
  out.piece(COUNTRY);
  out.digits2(areaCode);
  out.piece(MOBILE_PREFIX);
  out.digits4(6000 + high);
  out.ascii(HYPHEN);
  out.digits4(number - high * 10_000);
}

/**
 * Returns the area code (DDD) of a mobile number in the format of {@link writeMobileNumber}, or
 * `undefined` for any other text.
 *
 * @example
 * areaCodeOf('+55 11 96123-4567') // => 11
 * areaCodeOf('11 96123-4567') // => undefined
 */
export function areaCodeOf(phone: string): number | undefined {
  const areaCode = MOBILE.exec(phone)?.[1];
  return areaCode === undefined ? undefined : Number(areaCode);
}
