import type { TextWriter } from '../model/text-writer.ts';

/** Number of roots of eight digits that a company can have, all zeros left out. */
export const CNPJ_ROOTS = 99_999_999;

const POINT = 46;
const SLASH = 47;
const HYPHEN = 45;

/** The branch of headquarters. */
const HEADQUARTERS = 1;

const BARE = /^\d{14}$/;
const WRITTEN = /^\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}$/;

/**
 * Writes the CNPJ of the headquarters of a company: a root of eight digits, the branch 0001, and two
 * check digits (Receita Federal, modulo 11).
 *
 * @param root 1 to {@link CNPJ_ROOTS}
 * @example
 * stringOf((out) => writeCnpj(out, 11_222_333)) // => '11.222.333/0001-81'
 */
export function writeCnpj(out: TextWriter, root: number): void {
  const thousands = Math.floor(root / 1000);
  const millions = Math.floor(thousands / 1000);
  out.digits2(millions);
  out.ascii(POINT);
  out.digits3(thousands - millions * 1000);
  out.ascii(POINT);
  out.digits3(root - thousands * 1000);
  out.ascii(SLASH);
  out.digits4(HEADQUARTERS);
  out.ascii(HYPHEN);
  out.digits2(checkDigits(root * 10_000 + HEADQUARTERS));
}

/**
 * Whether a text is a CNPJ of digits with correct check digits, with or without the usual signs. The
 * CNPJs with letters that Receita Federal began to issue in 2026 are not.
 *
 * @example
 * isValidCnpj('11.222.333/0001-81') // => true
 * isValidCnpj('11222333000180') // => false
 */
export function isValidCnpj(text: string): boolean {
  if (!WRITTEN.test(text) && !BARE.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  if (new Set(digits).size === 1) return false;
  return checkDigits(Number(digits.slice(0, 12))) === Number(digits.slice(12));
}

/** Both check digits of twelve digits as one number, 0 to 99. */
function checkDigits(base: number): number {
  const first = checkDigit(base);
  return first * 10 + checkDigit(base * 10 + first);
}

/** From the right, digits weigh 2 to 9, and then 2 and so on again. */
function checkDigit(number: number): number {
  let [sum, weight] = [0, 2];
  for (let rest = number; rest > 0; ) {
    const higher = Math.floor(rest / 10);
    sum += (rest - higher * 10) * weight;
    weight = weight === 9 ? 2 : weight + 1;
    rest = higher;
  }
  const remainder = sum % 11;
  return remainder < 2 ? 0 : 11 - remainder;
}
