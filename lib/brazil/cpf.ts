import type { TextWriter } from '../model/text-writer.ts';

/**
 * Number of CPFs in a fiscal region: every combination of the other eight digits, except the one
 * that makes all digits equal.
 */
export const CPFS_PER_REGION = 99_999_999;

const WRITTEN = /^\d{3}\.\d{3}\.\d{3}-\d{2}$/;
const BARE = /^\d{11}$/;

const POINT = 46;
const HYPHEN = 45;

const weightedSums = sumsOfGroups();

/**
 * Returns the nine digits before the check digits, as a number, of the `number`-th CPF of a fiscal
 * region.
 *
 * Skips the number whose digits would all be equal: its check digits are correct, but validators
 * reject it.
 *
 * @param fiscalRegion 0 to 9, the ninth digit
 * @param number 0 to {@link CPFS_PER_REGION} - 1
 * @example
 * cpfBase(9, 12_345_678) // => 123456789
 * cpfBase(1, 11_111_111) // => 111111121
 */
export function cpfBase(fiscalRegion: number, number: number): number {
  const allEqual = fiscalRegion * 11_111_111;
  return (number < allEqual ? number : number + 1) * 10 + fiscalRegion;
}

/**
 * Writes a CPF: nine digits and their two check digits (Receita Federal, modulo 11).
 *
 * @param base the nine digits as a number, 0 to 999,999,999
 * @example
 * stringOf((out) => writeCpf(out, 123_456_789)) // => '123.456.789-09'
 */
export function writeCpf(out: TextWriter, base: number): void {
  writeDigits(out, base, checkDigits(base));
}

/**
 * Writes a number in the format of a CPF whose second check digit is wrong, so that no real person
 * can hold it.
 *
 * @param base the nine digits as a number, 0 to 999,999,999
 * @example
 * stringOf((out) => writeImpossibleCpf(out, 123_456_789)) // => '123.456.789-00'
 */
export function writeImpossibleCpf(out: TextWriter, base: number): void {
  const right = checkDigits(base);
  const second = right % 10;
  // One of the nine wrong digits. It depends only on the base, so the same base always gives the
  // same text.
  writeDigits(out, base, right - second + ((second + 1 + (base % 9)) % 10));
}

/** Both check digits as one number, 0 to 99. */
function checkDigits(base: number): number {
  const thousands = (base / 1000) | 0;
  const millions = (thousands / 1000) | 0;
  const sums =
    (weightedSums[millions] as number) +
    (weightedSums[1000 + thousands - millions * 1000] as number) +
    (weightedSums[2000 + base - thousands * 1000] as number);
  const check = checkDigit(sums & 0xffff);
  return check * 10 + checkDigit((sums >>> 16) + 2 * check);
}

/**
 * A check digit from its weighted sum: 11 minus the remainder of dividing by 11, or 0 if that is
 * above 9.
 */
function checkDigit(sum: number): number {
  const remainder = sum % 11;
  return remainder < 2 ? 0 : 11 - remainder;
}

/**
 * For each group of three digits and each number in it, its part of two weighted sums: that of the
 * first check digit in the lower 16 bits, that of the second above. The weights of the nine digits
 * are 10, 9, ..., 2 for the first and 11, 10, ..., 3 for the second.
 */
function sumsOfGroups(): Uint32Array {
  return Uint32Array.from({ length: 3000 }, (_, place) => {
    const highest = 10 - 3 * Math.floor(place / 1000);
    const digits = [...String(place % 1000).padStart(3, '0')].map(Number);
    const first = digits.reduce((sum, digit, at) => sum + digit * (highest - at), 0);
    const second = digits.reduce((sum, digit) => sum + digit, first);
    return first | (second << 16);
  });
}

function writeDigits(out: TextWriter, base: number, checks: number): void {
  const thousands = (base / 1000) | 0;
  const millions = (thousands / 1000) | 0;
  out.digits3(millions);
  out.ascii(POINT);
  out.digits3(thousands - millions * 1000);
  out.ascii(POINT);
  out.digits3(base - thousands * 1000);
  out.ascii(HYPHEN);
  out.digits2(checks);
}

/**
 * Whether a text is a valid CPF: eleven digits, with or without the usual points and hyphen, with
 * correct check digits, and not all equal.
 *
 * @example
 * isValidCpf('123.456.789-09') // => true
 * isValidCpf('12345678900') // => false
 * isValidCpf('111.111.111-11') // => false
 */
export function isValidCpf(text: string): boolean {
  if (!WRITTEN.test(text) && !BARE.test(text)) return false;
  const digits = digitsOf(text);
  const allEqual = new Set(digits).size === 1;
  return !allEqual && checkDigits(Number(digits.slice(0, 9))) === Number(digits.slice(9));
}

/**
 * Formats eleven digits as a CPF. Points, hyphens and spaces in the text are ignored, and check
 * digits are not verified.
 *
 * @returns `undefined` if the text does not have exactly eleven digits
 * @example
 * formatCpf('12345678909') // => '123.456.789-09'
 */
export function formatCpf(text: string): string | undefined {
  const digits = text.replace(/[.\-\s]/g, '');
  if (!BARE.test(digits)) return undefined;
  return `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6, 9)}-${digits.slice(9)}`;
}

/**
 * Returns the fiscal region in which a CPF was issued (its ninth digit), or `undefined` for an
 * invalid CPF.
 *
 * @example
 * fiscalRegionOf('123.456.789-09') // => 9
 */
export function fiscalRegionOf(cpf: string): number | undefined {
  return isValidCpf(cpf) ? Number(digitsOf(cpf)[8]) : undefined;
}

function digitsOf(cpf: string): string {
  return cpf.replace(/\D/g, '');
}
