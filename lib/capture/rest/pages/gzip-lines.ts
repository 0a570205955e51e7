import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * Characters of lines that are compressed at a time. More of them outlive the collector's nursery, and
 * gain nothing: a piece refers back to the one before.
 */
const PIECE_CHARACTERS = 128 * 1024;

/** RFC 1951: how far back a stream may refer. */
const WINDOW_BYTES = 32 * 1024;

/** RFC 1952: magic number, deflate, no flags, no time, no extra flags, unknown operating system. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** RFC 1951: an empty block that is the last one. */
const LAST_BLOCK = Uint8Array.of(3, 0);

/** Fixed, so that the same lines give the same bytes wherever the same zlib is used. */
const DEFLATE = { level: 6, memLevel: 8, windowBits: 15, strategy: constants.Z_DEFAULT_STRATEGY };

/** What was added up to a moment; opaque, for {@link GzipLines.rewind}. */
export interface LinesMark {
  readonly pieces: number;
  readonly checksum: number;
  readonly length: number;
  /** The last bytes before the lines that are not compressed yet; `undefined` at the beginning. */
  readonly window: Uint8Array | undefined;
  /** Lines that are not compressed yet. */
  readonly pending: string;
}

/**
 * Lines of text as one gzip member, compressed while they are added: memory holds the compressed bytes
 * and a piece of lines. Each piece is compressed by itself, with the bytes before it as its dictionary, so
 * that the last pieces can be dropped again.
 */
export class GzipLines {
  readonly #pieces: Uint8Array[] = [];
  #state: LinesMark = { pieces: 0, checksum: 0, length: 0, window: undefined, pending: '' };

  /** Adds a line, which has no line feed in it. */
  add(line: string): void {
    this.#state = { ...this.#state, pending: `${this.#state.pending}${line}\n` };
    if (this.#state.pending.length >= PIECE_CHARACTERS) this.#compress();
  }

  /** Where the lines end now. */
  mark(): LinesMark {
    return this.#state;
  }

  /** Drops all lines that were added after a mark. */
  rewind(mark: LinesMark): void {
    this.#state = mark;
    this.#pieces.length = mark.pieces;
  }

  /** The gzip member. No line can be added afterwards. */
  end(): Uint8Array {
    this.#compress();
    const { checksum, length } = this.#state;
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(checksum, 0);
    trailer.writeUInt32LE(length % 2 ** 32, 4);
    return Buffer.concat([HEADER, ...this.#pieces, LAST_BLOCK, trailer]);
  }

  #compress(): void {
    const { pieces, checksum, length, window, pending } = this.#state;
    // The CRC-32 of an empty buffer may be 0, whatever it continues.
    if (pending === '') return;
    const bytes = Buffer.from(pending);
    // A sync flush ends the piece at a byte without ending the stream.
    const options = { ...DEFLATE, finishFlush: constants.Z_SYNC_FLUSH };
    this.#pieces.push(deflateRawSync(bytes, window ? { ...options, dictionary: window } : options));
    this.#state = {
      pieces: pieces + 1,
      checksum: crc32(bytes, checksum),
      length: length + bytes.length,
      // A copy, which does not keep the whole piece.
      window: Uint8Array.from(bytes.subarray(-WINDOW_BYTES)),
      pending: '',
    };
  }
}
