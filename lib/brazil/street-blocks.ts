import { finalize } from '../model/keyed-random.ts';

/**
 * Sixteen neighbouring postal codes and the twelve streets that they name, one letter for each
 * street: a long street has several codes.
 */
const BLOCKS = [
  'ABCDDDDDEFGHIJKL',
  'AABCDEFFGHIIIJKL',
  'ABCCDEFGHHIJKLLL',
  'ABBBBCDEFGHIJJKL',
  'AABBCDEFFGHIIJKL',
  'ABCDEFGGGGHIJKKL',
  'AAABCDDEFGHIJJKL',
  'ABCDEEFGHHIJJKKL',
];

const CODES = 16;
const STREETS = 12;
const LETTER_A = 65;

/** For each code of each block, the number of its street within the block. */
const streetInBlock = Uint8Array.from(BLOCKS.join(''), (letter) => letter.charCodeAt(0) - LETTER_A);

/**
 * Returns the street of a postal code in a neighbourhood. Both are numbered from 0; a street has
 * one to five neighbouring codes.
 *
 * @param key 32 bits that decide which streets are long
 * @example
 * [0, 1, 2, 3].map((code) => streetOfCode(code, 2)) // => [0, 0, 0, 1]
 */
export function streetOfCode(code: number, key: number): number {
  const block = Math.floor(code / CODES);
  const pattern = (finalize(block ^ key) >>> 0) % BLOCKS.length;
  return block * STREETS + (streetInBlock[pattern * CODES + code - block * CODES] as number);
}
