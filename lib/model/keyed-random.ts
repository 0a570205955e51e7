import { createHash } from 'node:crypto';

const TWO_32 = 2 ** 32;

/**
 * Random numbers that are looked up, not drawn in sequence: the number of row 7 is the same whether
 * or not any other row was read. Each column (or other purpose) has its own stream.
 *
 * A stream is a keyed bijection of 32-bit integers: two rounds of the finalizer of MurmurHash3
 * (Appleby, public domain) with a 64-bit key. It needs no BigInt and has no state.
 */
export interface RandomStream {
  /** An integer from 0 to 2^32 - 1 for row `row`, a whole number below 2^32. */
  uint32(row: number): number;
  /** The same for each of these rows. */
  uint32s(rows: Int32Array): Uint32Array;
  /** An integer from 0 to `bound` - 1; `bound` is at most 2^32. */
  below(row: number, bound: number): number;
}

/**
 * Opens the stream for a path of names, such as seed, table, column and hour.
 *
 * @example
 * randomStream('seed', 'fake_accounts', 'telefone', '2026-11-20T13').below(0, 10) // => 7
 */
export function randomStream(...path: readonly string[]): RandomStream {
  return streamOf(...streamKey(path));
}

function streamOf(first: number, second: number): RandomStream {
  const uint32 = (row: number): number => numberAt(row, first, second);
  return {
    uint32,
    uint32s(rows) {
      const numbers = new Uint32Array(rows.length);
      for (let index = 0; index < rows.length; index += 1) {
        numbers[index] = uint32(rows[index] as number);
      }
      return numbers;
    },
    below: (row, bound) => scale(uint32(row), bound),
  };
}

function numberAt(row: number, first: number, second: number): number {
  return finalize(finalize(Math.imul(row, 0x9e3779b9) + first) ^ second) >>> 0;
}

/** Random streams of one path of names, one for each whole number, such as an hour. */
export interface RandomFamily {
  /** The stream of a number. */
  of(member: number): RandomStream;
  /** What the stream of a number has for a row, without opening it. */
  uint32(member: number, row: number): number;
}

/**
 * Opens a family of streams. Its keys are derived by the finalizer instead of SHA-256, so that a
 * stream costs as much as a number does: for rows that refer to rows of many hours.
 *
 * @example
 * randomFamily('seed', 'cartao').uint32(7, 3) === randomFamily('seed', 'cartao').of(7).uint32(3) // => true
 */
export function randomFamily(...path: readonly string[]): RandomFamily {
  const [first, second] = streamKey(path);
  const [third] = streamKey([...path, 'member']);
  // Different members have different first keys, because all of this is a bijection.
  const firstKey = (member: number): number =>
    finalize(finalize(Math.imul(member, 0x9e3779b9) + first) ^ second);
  const secondKey = (key: number): number => finalize(key ^ third);
  return {
    of(member) {
      const key = firstKey(member);
      return streamOf(key, secondKey(key));
    },
    uint32(member, row) {
      const key = firstKey(member);
      return numberAt(row, key, secondKey(key));
    },
  };
}

/**
 * Maps a 32-bit integer onto 0 to `bound` - 1. Its bias is at most `bound` / 2^32.
 *
 * @example
 * scale(2 ** 31, 10) // => 5
 */
export function scale(uint32: number, bound: number): number {
  return Math.floor((uint32 * bound) / TWO_32);
}

/**
 * Returns two 32-bit integers derived from a path of names: the key of a stream or permutation.
 *
 * @example
 * streamKey(['seed', 'hour']).length // => 2
 */
export function streamKey(path: readonly string[]): [number, number] {
  const digest = createHash('sha256').update(JSON.stringify(path)).digest();
  return [digest.readInt32LE(0), digest.readInt32LE(4)];
}

/**
 * The finalizer of MurmurHash3: a bijection of 32-bit integers in which each bit of the input
 * changes about half the bits of the output.
 *
 * @example
 * finalize(1) // => 1364076727
 */
export function finalize(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
