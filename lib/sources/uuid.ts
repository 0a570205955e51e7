/**
 * A UUID of version 7 (RFC 9562): 48 bits of time, 44 random bits, and 30 bits that the caller keeps
 * unique.
 *
 * @param time milliseconds since 1970-01-01T00:00:00Z, not negative
 * @param high random, 32 bits, of which 26 are used
 * @param low random, 32 bits, of which 18 are used
 * @param unique 0 to 2^30 - 1
 * @example
 * uuidV7(0x019a9f5e13b1, 0, 0, 1) // => '019a9f5e-13b1-7000-8000-000000000001'
 */
export function uuidV7(time: number, high: number, low: number, unique: number): string {
  const clock = time.toString(16).padStart(12, '0');
  const random = (high >>> 20).toString(16).padStart(3, '0');
  // The two highest of these bits are the variant: binary 10.
  const variant = (0x8000 | (high & 0x3fff)).toString(16);
  const tail = ((low & 0x3ffff) * 2 ** 30 + unique).toString(16).padStart(12, '0');
  return `${clock.slice(0, 8)}-${clock.slice(8)}-7${random}-${variant}-${tail}`;
}
