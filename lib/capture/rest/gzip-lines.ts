import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Characters of lines that are compressed at a time. */
const PIECE_CHARACTERS = 1024 ** 2;

/** RFC 1952: magic number, deflate, no flags, no time, no extra flags, unknown operating system. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** RFC 1951: an empty block that is the last one. */
const LAST_BLOCK = Uint8Array.of(3, 0);

/** Fixed, so that the same lines give the same bytes wherever the same zlib is used. */
const DEFLATE = { level: 6, memLevel: 8, windowBits: 15, strategy: constants.Z_DEFAULT_STRATEGY };

/** The lines up to some point, for {@link GzipLines.rewind}. */
export interface LinesMark {
  readonly pieces: number;
  readonly checksum: number;
  readonly length: number;
  /** Lines that are not compressed yet. */
  readonly pending: string;
}

/**
 * Compresses lines of text into one gzip member while they are added: memory holds the compressed bytes and
 * about a million characters. Lines are compressed in independent pieces, so that later pieces can be
 * dropped.
 */
export class GzipLines {
  readonly #pieces: Uint8Array[] = [];
  #state: LinesMark = { pieces: 0, checksum: 0, length: 0, pending: '' };

  /** @param line without a line feed */
  add(line: string): void {
    this.#state = { ...this.#state, pending: `${this.#state.pending}${line}\n` };
    if (this.#state.pending.length >= PIECE_CHARACTERS) this.#compress();
  }

  /** The current end, to {@link rewind} to. */
  mark(): LinesMark {
    return this.#state;
  }

  /** Drops all lines that were added after the mark. */
  rewind(mark: LinesMark): void {
    this.#state = mark;
    this.#pieces.length = mark.pieces;
  }

  /** The complete gzip member. No lines can be added afterwards. */
  end(): Uint8Array {
    this.#compress();
    const { checksum, length } = this.#state;
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(checksum, 0);
    trailer.writeUInt32LE(length % 2 ** 32, 4);
    return Buffer.concat([HEADER, ...this.#pieces, LAST_BLOCK, trailer]);
  }

  #compress(): void {
    const { pieces, checksum, length, pending } = this.#state;
    // The CRC-32 of an empty buffer may be 0, whatever it continues.
    if (pending === '') return;
    const bytes = Buffer.from(pending);
    // A sync flush ends the piece at a byte boundary, without a final block.
    this.#pieces.push(deflateRawSync(bytes, { ...DEFLATE, finishFlush: constants.Z_SYNC_FLUSH }));
    this.#state = {
      pieces: pieces + 1,
      checksum: crc32(bytes, checksum),
      length: length + bytes.length,
      pending: '',
    };
  }
}
