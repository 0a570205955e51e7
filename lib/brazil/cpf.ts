/** How many CPFs a fiscal region has for people: all of its eight digits but the one with nine equal digits. */
export const CPFS_PER_REGION = 99_999_999;

const WRITTEN = /^\d{3}\.\d{3}\.\d{3}-\d{2}$/;
const BARE = /^\d{11}$/;

/**
 * The nine digits before the check digits, as a number, of the `number`-th CPF of a fiscal region.
 * Leaves out the one whose eleven digits would all be equal: its sums are right, and it is invalid everywhere.
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
 * Completes nine digits to a CPF with its two check digits (Receita Federal, modulo 11).
 *
 * @param base the nine digits as a number, 0 to 999,999,999
 * @example
 * cpfOf(123_456_789) // => '123.456.789-09'
 */
export function cpfOf(base: number): string {
  const { nine, first, second } = digitsWithChecks(base);
  return written(nine, first, second);
}

/**
 * Completes nine digits to something that looks like a CPF and is none: its second check digit is
 * wrong, so that no real person can have it.
 *
 * @param base the nine digits as a number, 0 to 999,999,999
 * @example
 * impossibleCpfOf(123_456_789) // => '123.456.789-00'
 */
export function impossibleCpfOf(base: number): string {
  const { nine, first, second } = digitsWithChecks(base);
  // Any of the nine other digits, the same one for the same number.
  return written(nine, first, (second + 1 + (base % 9)) % 10);
}

function digitsWithChecks(base: number): { nine: string; first: number; second: number } {
  const nine = String(base).padStart(9, '0');
  const first = checkDigit(nine);
  return { nine, first, second: checkDigit(`${nine}${first}`) };
}

function written(nine: string, first: number, second: number): string {
  return `${nine.slice(0, 3)}.${nine.slice(3, 6)}.${nine.slice(6)}-${first}${second}`;
}

/**
 * Whether a text is a valid CPF: eleven digits, with or without the usual points and hyphen, right
 * check digits, not all digits equal.
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
  return !allEqual && digitsOf(cpfOf(Number(digits.slice(0, 9)))) === digits;
}

/**
 * Writes eleven digits as a CPF; points, hyphens and spaces that are already there do not matter.
 * The check digits are left as they are.
 *
 * @returns `undefined` when there are not eleven digits
 * @example
 * formatCpf('12345678909') // => '123.456.789-09'
 */
export function formatCpf(text: string): string | undefined {
  const digits = text.replace(/[.\-\s]/g, '');
  if (!BARE.test(digits)) return undefined;
  return `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6, 9)}-${digits.slice(9)}`;
}

/**
 * The fiscal region in which a CPF was issued: its ninth digit. `undefined` for an invalid CPF.
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

/** Digits times n + 1, n, ..., 2; the remainder of the sum by 11 decides. */
function checkDigit(digits: string): number {
  let sum = 0;
  for (let position = 0; position < digits.length; position += 1) {
    sum += Number(digits[position]) * (digits.length + 1 - position);
  }
  const remainder = sum % 11;
  return remainder < 2 ? 0 : 11 - remainder;
}
