/**
 * A piece of text that many rows repeat, such as a word of a list, encoded once. An integer, so that
 * a column of pieces is a typed array: where the bytes begin in the memory of all pieces, times 256,
 * plus their number. 0 is the empty text.
 */
export type Piece = number;

/** Longest piece, in bytes. */
const LONGEST = 255;

/** Most bytes that UTF-8 takes for one UTF-16 code unit. */
const UTF8_BYTES = 3;

/** Bytes behind the last piece that a `TextWriter` may read: it copies four at a time. */
const SLACK = 3;

/** Bytes that all pieces together may have: the first byte of a piece has a number below 2^23. */
const MOST = 2 ** 23;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The memory of all pieces. */
class PieceMemory {
  view = new DataView(new ArrayBuffer(2 ** 16));
  #used = 0;

  /** Keeps a text of at most 255 bytes. */
  keep(text: string): Piece {
    this.#reserve(text.length * UTF8_BYTES + SLACK);
    const free = new Uint8Array(this.view.buffer, this.#used);
    const { written } = encoder.encodeInto(text, free);
    if (written > LONGEST) throw new RangeError(`a piece of ${written} bytes`);
    const piece = this.#used * (LONGEST + 1) + written;
    this.#used += written;
    return written === 0 ? 0 : piece;
  }

  #reserve(bytes: number): void {
    const least = this.#used + bytes;
    if (least <= this.view.byteLength) return;
    if (least > MOST) throw new RangeError(`pieces of more than ${MOST} bytes together`);
    const larger = new Uint8Array(Math.max(this.view.byteLength * 2, least));
    larger.set(new Uint8Array(this.view.buffer));
    this.view = new DataView(larger.buffer);
  }
}

/** For `TextWriter`, which copies pieces from there. */
export const pieceMemory: PieceMemory = new PieceMemory();

/**
 * Encodes a piece of text. Pieces are never freed: this is for the words of lists, not for rows.
 *
 * @throws RangeError if the text has lone surrogates, which UTF-8 cannot encode, or more than 255
 *   bytes.
 * @example
 * pieceText(encoded('São')) // => 'São'
 */
export function encoded(text: string): Piece {
  if (!text.isWellFormed()) {
    throw new RangeError(`lone surrogates in a text of ${text.length} characters`);
  }
  return pieceMemory.keep(text);
}

/** The pieces of a list of texts. */
export function encodedAll(texts: readonly string[]): Int32Array {
  return Int32Array.from(texts, encoded);
}

/**
 * The first byte of a piece, which is the first letter of a text in ASCII.
 *
 * @example
 * pieceText(initialOf(encoded('maria'))) // => 'm'
 */
export function initialOf(piece: Piece): Piece {
  return (piece & ~LONGEST) | Math.min(1, piece & LONGEST);
}

/**
 * A piece without its first byte, such as the space in front of a word.
 *
 * @example
 * pieceText(restOf(encoded(' São'))) // => 'São'
 */
export function restOf(piece: Piece): Piece {
  return (piece & LONGEST) === 0 ? piece : piece + LONGEST;
}

/**
 * The text of a piece.
 *
 * @example
 * pieceText(encoded('São')) // => 'São'
 */
export function pieceText(piece: Piece): string {
  return decoder.decode(new Uint8Array(pieceMemory.view.buffer, piece >>> 8, piece & LONGEST));
}
