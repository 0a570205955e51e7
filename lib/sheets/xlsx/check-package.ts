import { CaptureError } from '../../errors.ts';
import { brokenWorkbook, SAVE_AGAIN } from '../workbook-fault.ts';
import { readZipDirectory, type ZipEntry } from '../zip/zip-directory.ts';

/** Bytes that all parts of a workbook have at most when they are inflated, unless told otherwise. */
export const MOST_WORKBOOK_BYTES = 1024 ** 3;

/**
 * A part of this many bytes may not be compressed to less than a 200th. Sheets are compressed to about a
 * tenth, and not to less than a fortieth where all rows are alike; DEFLATE reaches a thousandth for zeros.
 */
const [SUSPICIOUS_BYTES, MOST_RATIO] = [16 * 1024 ** 2, 200];

/** The parts of a workbook, by their names in lower case: a name is the same in capitals (ECMA-376 Part 2). */
export type Parts = ReadonlyMap<string, ZipEntry>;

/**
 * Lists the parts of a workbook, after every check that needs nothing to be inflated.
 *
 * @param mostBytes that all parts have when they are inflated. Default: 1 GiB.
 * @throws CaptureError when the zip is not whole, is no workbook, or is too large or suspicious to inflate.
 */
export function checkPackage(
  bytes: Uint8Array,
  { mostBytes = MOST_WORKBOOK_BYTES }: { readonly mostBytes?: number } = {},
): Parts {
  const entries = readZipDirectory(bytes);
  if (entries === undefined) {
    throw brokenWorkbook('a zip that is cut off or damaged: its directory does not match its size');
  }
  const parts: Parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  if (parts.size !== entries.length) throw brokenWorkbook('two parts of one name');
  checkKind(parts);
  checkSizes(entries, mostBytes);
  return parts;
}

function checkKind(parts: Parts): void {
  const names = [...parts.keys()];
  if ([...parts.values()].some(({ encrypted }) => encrypted)) {
    throw refused('an encrypted zip', SAVE_AGAIN);
  }
  if (names.some((name) => /(^|\/)vbaproject\.bin$/.test(name))) {
    throw refused(
      'a workbook with macros',
      'Save it as "Excel workbook (.xlsx)", which leaves them out, and drop it again.',
    );
  }
  const kind = KINDS.find(([pattern]) => names.some((name) => pattern.test(name)));
  if (kind !== undefined) throw refused(kind[1], SAVE_AGAIN);
  if (!parts.has('[content_types].xml')) {
    throw refused('a zip of something else', 'Unpack it, and drop the .xlsx and .csv files in it.');
  }
}

/** What other zips of office programs hold, and what they are. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.bin$/, 'a binary workbook (.xlsb)'],
  [/^content\.xml$/, 'an OpenDocument file (.ods)'],
  [/^word\//, 'a text document'],
  [/^ppt\//, 'a presentation'],
  [/^index\/.*\.iwa$/, 'a Numbers file'],
];

function checkSizes(entries: readonly ZipEntry[], mostBytes: number): void {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > mostBytes) {
    throw new CaptureError({
      expected: `a workbook of at most ${mostBytes} bytes when it is unpacked`,
      got: `${size} bytes`,
      advice: 'Save its rows as several workbooks, or as .csv, and drop them again.',
    });
  }
  const bomb = entries.find(
    (entry) => entry.size > SUSPICIOUS_BYTES && entry.size > MOST_RATIO * entry.compressedSize,
  );
  if (bomb !== undefined) {
    throw brokenWorkbook(`a part of ${bomb.size} bytes in ${bomb.compressedSize}: a zip bomb`);
  }
}

function refused(got: string, advice: string): CaptureError {
  return new CaptureError({ expected: 'a workbook (.xlsx)', got, advice });
}
