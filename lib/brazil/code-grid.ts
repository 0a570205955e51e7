import { finalize } from '../model/keyed-random.ts';
import { STREET_SUFFIXES } from './postal-code.ts';

/** A range of postal codes, by their first five digits as integers, both inclusive. */
export interface CepRange {
  readonly cepFrom: number;
  readonly cepTo: number;
}

/** Which postal codes of a range are in use: at even steps, under some of its prefixes. */
export interface CodeGrid {
  /** Number of postal codes in use. They are numbered from 0, in ascending order. */
  readonly codes: number;
  readonly cepFrom: number;
  readonly prefixesInRange: number;
  readonly prefixesInUse: number;
  readonly codesPerPrefix: number;
  readonly step: number;
  readonly key: number;
}

/** Codes under one prefix unless the range is too small: 000, 010, 020, ..., 890. */
const USUAL_CODES_PER_PREFIX = 90;

/** One of this many codes lies between two steps, as that of a street that was built later does. */
const BETWEEN = 4;

/**
 * Spreads the postal codes of streets over a range.
 *
 * @param wanted number of codes; there are fewer if the range is too small
 * @param key 32 bits that decide which codes lie between two steps
 * @example
 * codeGrid({ cepFrom: 24_000, cepTo: 24_399 }, 2000, 0).prefixesInUse // => 23
 * codeGrid({ cepFrom: 24_000, cepTo: 24_000 }, 2000, 0).codes // => 900
 */
export function codeGrid({ cepFrom, cepTo }: CepRange, wanted: number, key: number): CodeGrid {
  const prefixesInRange = cepTo - cepFrom + 1;
  const codes = Math.min(wanted, prefixesInRange * STREET_SUFFIXES);
  const prefixesInUse = Math.min(Math.ceil(codes / USUAL_CODES_PER_PREFIX), prefixesInRange);
  const codesPerPrefix = Math.ceil(codes / prefixesInUse);
  const step = Math.floor(STREET_SUFFIXES / codesPerPrefix);
  return { codes, cepFrom, prefixesInRange, prefixesInUse, codesPerPrefix, step, key };
}

/**
 * Returns the postal code with this number: its eight digits as a number.
 *
 * @example
 * const grid = codeGrid({ cepFrom: 24_000, cepTo: 24_399 }, 2000, 0);
 * [0, 1, 2].map((code) => cepAt(grid, code)) // => [24_000_005, 24_000_010, 24_000_020]
 */
export function cepAt(grid: CodeGrid, code: number): number {
  const { cepFrom, prefixesInRange, prefixesInUse, codesPerPrefix, step, key } = grid;
  const used = Math.floor(code / codesPerPrefix);
  const prefix = cepFrom + Math.floor((used * prefixesInRange) / prefixesInUse);
  const between = (finalize(code ^ key) >>> 0) % BETWEEN === 0 ? step >> 1 : 0;
  return prefix * 1000 + (code - used * codesPerPrefix) * step + between;
}
