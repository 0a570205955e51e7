import { isUtf8 } from 'node:buffer';
import { CaptureError } from '../../errors.ts';

/** Encodings of text that are told apart. */
export type TextEncoding = 'UTF-8' | 'UTF-16' | 'UTF-16 (big-endian)' | 'Windows-1252';

/** Bytes that are decoded at a time: the records of larger pieces outlive a collection of young garbage. */
const PIECE_BYTES = 64 * 1024;

const LABELS = { 'UTF-8': 'utf-8', 'UTF-16': 'utf-16le', 'UTF-16 (big-endian)': 'utf-16be' };

/**
 * The encoding of a text. UTF-16 is known by its byte order mark; what is not UTF-8 to its last byte is
 * Windows-1252, which spreadsheet programs write in Brazil.
 *
 * @example
 * encodingOf(Buffer.from('BOTICÁRIO')) // => 'UTF-8'
 * encodingOf(Buffer.from('BOTICÁRIO', 'latin1')) // => 'Windows-1252'
 */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16';
  if (first === 0xfe && second === 0xff) return 'UTF-16 (big-endian)';
  return isUtf8(bytes) ? 'UTF-8' : 'Windows-1252';
}

/**
 * The text of bytes, a piece at a time, without a byte order mark.
 *
 * @throws CaptureError for a NUL character, which no text has, and for bytes that are not UTF-16.
 */
export function* decodeText(bytes: Uint8Array, encoding: TextEncoding): Generator<string> {
  for (const piece of encoding === 'Windows-1252' ? windows1252(bytes) : unicode(bytes, encoding)) {
    if (piece.includes('\0')) throw notText('a NUL character');
    yield piece;
  }
}

/**
 * The beginning of a text.
 *
 * @param most characters that it has at most
 * @throws CaptureError as `decodeText` does.
 * @example
 * beginningOf(Buffer.from('BOTICÁRIO'), 'UTF-8', 7) // => 'BOTICÁR'
 */
export function beginningOf(bytes: Uint8Array, encoding: TextEncoding, most: number): string {
  let text = '';
  for (const piece of decodeText(bytes, encoding)) {
    text += piece;
    if (text.length >= most) break;
  }
  return text.slice(0, most);
}

function* unicode(
  bytes: Uint8Array,
  encoding: Exclude<TextEncoding, 'Windows-1252'>,
): Generator<string> {
  const decoder = new TextDecoder(LABELS[encoding], { fatal: true });
  try {
    for (const piece of pieces(bytes)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw notText(`bytes that are not ${encoding}`, error);
  }
}

function* windows1252(bytes: Uint8Array): Generator<string> {
  for (const piece of pieces(bytes)) {
    const text = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1');
    yield text.replace(
      /[\x80-\x9f]/g,
      (control) => CHARACTERS[control.charCodeAt(0) - 0x80] ?? control,
    );
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield bytes.subarray(from, from + PIECE_BYTES);
  }
}

function notText(got: string, cause?: unknown): CaptureError {
  return new CaptureError(
    {
      expected: 'a file of text (.csv)',
      got,
      advice: 'Save it as "CSV UTF-8", or as .xlsx, and drop it again.',
    },
    cause === undefined ? {} : { cause },
  );
}

/**
 * What Windows-1252 has from 0x80 to 0x9f, where ISO 8859-1 has control characters; the five bytes without
 * a character stay these (https://encoding.spec.whatwg.org/index-windows-1252.txt). Written out, because
 * versions of Node differ in what their decoder of this name makes of them.
 */
const CHARACTERS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
