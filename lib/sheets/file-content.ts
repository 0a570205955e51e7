import { CaptureError } from '../errors.ts';
import { SAVE_AGAIN } from './workbook-fault.ts';
import { isWholeZip, looksLikeZip } from './zip/zip-directory.ts';

/** What a file can be read as. */
export type SheetFormat = 'xlsx' | 'csv';

/**
 * Whether a file has all of its bytes. A workbook says so itself, at its end. Nothing is known of CSV, nor of
 * files that are not read at all.
 *
 * @example
 * completeness(Buffer.from('PK\u0003\u0004')) // => 'unfinished'
 * completeness(Buffer.from('ID;MARCA\n')) // => 'unknown'
 */
export function completeness(bytes: Uint8Array): 'whole' | 'unfinished' | 'unknown' {
  if (bytes.length === 0) return 'unfinished';
  if (!looksLikeZip(bytes)) return 'unknown';
  return isWholeZip(bytes) ? 'whole' : 'unfinished';
}

/**
 * What a file is read as: by what it begins with, and then by its name.
 *
 * @throws CaptureError for a file of another kind, and for one whose name says something else.
 * @example
 * formatOf({ name: 'vendas.csv', bytes: Buffer.from('ID;MARCA\n') }) // => 'csv'
 */
export function formatOf({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): SheetFormat {
  if (bytes.length === 0) throw refused('an empty file', 'Drop it again.');
  const hasTextName = /\.(csv|tsv|txt)$/i.test(name);
  if (looksLikeZip(bytes)) {
    if (!hasTextName) return 'xlsx';
    throw refused('a zip under the name of a text', 'Name a workbook .xlsx, and drop it again.');
  }
  if (startsWith(bytes, OLE)) throw refused(kindOfOle(bytes), SAVE_AGAIN);
  const other = OTHERS.find(([pattern]) => pattern.test(beginningOf(bytes)));
  if (other !== undefined) throw refused(other[1], SAVE_AGAIN);
  if (hasTextName) return 'csv';
  throw refused(
    'no workbook under this name',
    'Name a file of CSV .csv. Open anything else in a spreadsheet program and save it as .xlsx. Then drop it again.',
  );
}

/** Compound files hold workbooks that are encrypted, and all those of Excel before 2007 ([MS-CFB] 2.2). */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Streams of compound files, and what they make of the file. */
const OLE_KINDS: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'a workbook with a password'],
  ['Workbook', 'a workbook of Excel before 2007 (.xls)'],
  ['Book', 'a workbook of Excel before 97 (.xls)'],
];

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^\s*<(!doctype html|html|head|body|meta|style|table|div)\b/i, 'a web page'],
  [/^\s*<[?!a-z]/i, 'XML'],
  [/^PAR1/, 'a Parquet file'],
];

function kindOfOle(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kind = OLE_KINDS.find(([stream]) => buffer.includes(Buffer.from(stream, 'utf16le')));
  return kind?.[1] ?? 'a file of an old office program';
}

function beginningOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, BEGINNING_BYTES)).toString('latin1');
  return text.startsWith(UTF8_MARK) ? text.slice(UTF8_MARK.length) : text;
}

const BEGINNING_BYTES = 256;
const UTF8_MARK = '\xef\xbb\xbf';

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, place) => bytes[place] === byte);
}

function refused(got: string, advice: string): CaptureError {
  return new CaptureError({ expected: 'a workbook (.xlsx) or a file of CSV (.csv)', got, advice });
}
