import { createHash } from 'node:crypto';
import type { Store } from './store.ts';

/** An object is read in pieces of at most this many bytes. */
const PIECE_BYTES = 8 * 1024 ** 2;

/** In bytes. An object is not read to its end when it is longer, and longer than it should be. */
const LONGEST_OBJECT = 1024 ** 3;

/**
 * SHA-256 of the object under a key, in lower-case hexadecimal; without one for an object of more than
 * 1 GiB that should be shorter. Memory never holds more than one piece, whatever the size of the object.
 *
 * @param usual how many bytes there should be
 * @throws StoreError when the object cannot be read.
 */
export async function storedSha256(
  store: Store,
  key: string,
  usual: number,
): Promise<{ readonly sha256?: string }> {
  const hash = createHash('sha256');
  const longest = Math.max(LONGEST_OBJECT, usual);
  // One byte more than there should be: whether it is there tells whether that was all.
  let length = Math.min(usual + 1, PIECE_BYTES);
  for (let offset = 0; offset <= longest; length = PIECE_BYTES) {
    const piece = await store.read(key, { offset, length });
    hash.update(piece);
    if (piece.length < length) return { sha256: hash.digest('hex') };
    offset += length;
  }
  return {};
}
