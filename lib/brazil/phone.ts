/** How many mobile numbers an area code has: the digit after the 9 is 6 to 9. */
export const MOBILES_PER_AREA_CODE = 40_000_000;

const MOBILE = /^\+55 (\d{2}) 9[6-9]\d{3}-\d{4}$/;

/**
 * The `number`-th mobile number of an area code.
 *
 * @param number 0 to {@link MOBILES_PER_AREA_CODE} - 1
 * @example
 * mobileNumber(11, 1_234_567) // => '+55 11 96123-4567'
 */
export function mobileNumber(areaCode: number, number: number): string {
  const digits = String(60_000_000 + number);
  return `+55 ${areaCode} 9${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/**
 * The area code (DDD) of a mobile number as this lake writes them; `undefined` for any other text.
 *
 * @example
 * areaCodeOf('+55 11 96123-4567') // => 11
 * areaCodeOf('11 96123-4567') // => undefined
 */
export function areaCodeOf(phone: string): number | undefined {
  const areaCode = MOBILE.exec(phone)?.[1];
  return areaCode === undefined ? undefined : Number(areaCode);
}
