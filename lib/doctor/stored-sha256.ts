import { createHash } from 'node:crypto';
import type { Store } from '../stores/store.ts';

/** An object that is longer than expected is read in pieces of this many bytes. */
const PIECE_BYTES = 8 * 1024 ** 2;

/** No object of a lake comes near this size, in bytes: a longer one is not read to its end. */
const LONGEST_OBJECT = 1024 ** 3;

/**
 * SHA-256 of the object under a key, in lower-case hexadecimal; without one for more than 1 GiB. A
 * file that does not belong to the lake may be of any size: memory never holds more than one piece.
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
  // One byte more than there should be: whether it is there tells whether that was all.
  let length = usual + 1;
  for (let offset = 0; offset <= LONGEST_OBJECT; length = PIECE_BYTES) {
    const piece = await store.read(key, { offset, length });
    hash.update(piece);
    if (piece.length < length) return { sha256: hash.digest('hex') };
    offset += length;
  }
  return {};
}
