import type { TextWriter } from '../../model/text-writer.ts';

const HYPHEN = 45;

/**
 * Writes a version 7 UUID (RFC 9562): 48 bits of time, 44 random bits, and 30 bits that the caller
 * keeps unique.
 *
 * @param time milliseconds since 1970-01-01T00:00:00Z, not negative
 * @param high random, 32 bits, of which 26 are used
 * @param low random, 32 bits, of which 18 are used
 * @param unique 0 to 2^30 - 1
 * @example
 * stringOf((out) => writeUuidV7(out, 0x019a9f5e13b1, 0, 0, 1)) // => '019a9f5e-13b1-7000-8000-000000000001'
 */
export function writeUuidV7(
  out: TextWriter,
  time: number,
  high: number,
  low: number,
  unique: number,
): void {
  const clock = Math.floor(time / 0x10000);
  out.hex8(clock);
  out.ascii(HYPHEN);
  out.hex4(time - clock * 0x10000);
  out.ascii(HYPHEN);
  out.hex4(0x7000 | (high >>> 20));
  out.ascii(HYPHEN);
  // The two highest bits are the variant, binary 10.
  out.hex4(0x8000 | (high & 0x3fff));
  out.ascii(HYPHEN);
  // 18 random and 30 unique bits: the first 16, and the other 32.
  out.hex4((low >>> 2) & 0xffff);
  out.hex8((low << 30) | unique);
}
