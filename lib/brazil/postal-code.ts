import type { TextWriter } from '../model/text-writer.ts';
import { stateOf } from './states.ts';

/**
 * Suffixes below this belong to streets; 900 and above belong to large recipients and post offices
 * (Correios).
 */
export const STREET_SUFFIXES = 900;

const HYPHEN = 45;

const CEP = /^(\d{5})-(\d{3})$/;

/**
 * Writes a postal code (CEP) from its eight digits as a number.
 *
 * @example
 * stringOf((out) => writeCep(out, 1_001_000)) // => '01001-000'
 */
export function writeCep(out: TextWriter, cep: number): void {
  const prefix = (cep / 1000) | 0;
  const thousands = (prefix / 1000) | 0;
  out.digits2(thousands);
  out.digits3(prefix - thousands * 1000);
  out.ascii(HYPHEN);
  out.digits3(cep - prefix * 1000);
}

/**
 * Whether a postal code is well-formed and lies in a range of a state.
 *
 * @throws InputError if there is no such state.
 * @example
 * isCepOf('24020-005', 'RJ') // => true
 * isCepOf('24020-005', 'SP') // => false
 */
export function isCepOf(cep: string, uf: string): boolean {
  const prefix = Number(CEP.exec(cep)?.[1]);
  return stateOf(uf).cepRanges.some(([from, to]) => prefix >= from && prefix <= to);
}
