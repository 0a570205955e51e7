/**
 * Parquet's hybrid of run-length encoding and bit packing, for the numbers of a dictionary and for
 * definition levels.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 */

/** A bit-packed run has a whole number of groups of eight values. */
const GROUP = 8;

/**
 * Bits that the numbers from 0 to `largest` take, at least one: not every reader expects none.
 *
 * @example
 * bitWidth(5) // => 3
 */
export function bitWidth(largest: number): number {
  return Math.max(1, 32 - Math.clz32(largest));
}

/**
 * Numbers as one bit-packed run, each in `width` bits, the first in the lowest bits.
 *
 * @param width 1 to 24
 * @example
 * bitPacked([1, 0, 3], 2) // => Uint8Array.of(0b11, 0b110001, 0)
 */
export function bitPacked(numbers: ArrayLike<number>, width: number): Uint8Array {
  const groups = Math.ceil(numbers.length / GROUP);
  const header = varint(groups * 2 + 1);
  const bytes = new Uint8Array(header.length + groups * width);
  bytes.set(header);
  let at = header.length;
  let held = 0;
  let bits = 0;
  for (let row = 0; row < numbers.length; row += 1) {
    held |= (numbers[row] as number) << bits;
    bits += width;
    while (bits >= 8) {
      bytes[at] = held;
      at += 1;
      held >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) bytes[at] = held;
  return bytes;
}

/**
 * The definition levels of a page of a nullable column, with their length in front: 1 where a row has
 * a value, else 0.
 *
 * @example
 * definitionLevels(Uint8Array.of(1, 0, 1)) // => Uint8Array.of(2, 0, 0, 0, 0b11, 0b101)
 */
export function definitionLevels(levels: Uint8Array): Uint8Array {
  const run = levels.includes(0) ? bitPacked(levels, 1) : allOnes(levels.length);
  const bytes = new Uint8Array(4 + run.length);
  new DataView(bytes.buffer).setUint32(0, run.length, true);
  bytes.set(run, 4);
  return bytes;
}

/** A run of the level 1. */
function allOnes(length: number): Uint8Array {
  return Uint8Array.of(...varint(length * 2), 1);
}

/** An unsigned integer below 2^32, seven bits a byte (ULEB128). */
function varint(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}
