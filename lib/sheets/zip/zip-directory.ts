/** A file in a zip, as the central directory at the end of the zip lists it. */
export interface ZipEntry {
  readonly name: string;
  /** Whether its bytes are encrypted. */
  readonly encrypted: boolean;
  /** How it is compressed: 0 is not at all, 8 is DEFLATE. */
  readonly method: number;
  readonly crc32: number;
  /** Bytes that it takes in the zip. */
  readonly compressedSize: number;
  /** Bytes that it has when it is inflated, as the directory says. */
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

// Names as in "APPNOTE.TXT - .ZIP File Format Specification", PKWARE, sections 4.3 and 4.5.3.
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = 0x06054b50;
const ZIP64_END_RECORD = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_EXTRA = 0x0001;

const END_RECORD_BYTES = 22;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END_RECORD_BYTES = 56;
const CENTRAL_HEADER_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const [IN_ZIP64_16, IN_ZIP64_32] = [0xffff, 0xffffffff];

/** Where the directory lies, and how many entries it has. */
interface DirectoryPlace {
  readonly start: number;
  readonly end: number;
  readonly entries: number;
}

/**
 * Whether bytes begin as a zip does; a file that is still being written does so too.
 *
 * @example
 * looksLikeZip(Buffer.from('PK\u0003\u0004')) // => true
 */
export function looksLikeZip(bytes: Uint8Array): boolean {
  const start = bytes.length < 4 ? 0 : viewOf(bytes).getUint32(0, true);
  // A zip without entries is its end record only.
  return start === LOCAL_HEADER || start === END_RECORD;
}

/**
 * Whether a zip is there to its last byte: its directory is where the end of the file says, and ends
 * where that begins. A file that is still being written has no directory yet.
 */
export function isWholeZip(bytes: Uint8Array): boolean {
  return readZipDirectory(bytes) !== undefined;
}

/**
 * Lists what is in a zip without inflating anything: `undefined` when the directory is missing, damaged
 * or does not match the size of the file.
 */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = viewOf(bytes);
  const place = placeOf(view);
  if (place === undefined) return undefined;
  const entries: ZipEntry[] = [];
  let at = place.start;
  for (let index = 0; index < place.entries; index++) {
    const entry = entryAt(bytes, view, at, place);
    if (entry === undefined) return undefined;
    entries.push(entry);
    at += headerLength(view, at);
  }
  return at === place.end ? entries : undefined;
}

/**
 * The compressed bytes of an entry: `undefined` when its local header is damaged, or the file too short.
 */
export function zippedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  const view = viewOf(bytes);
  const { offset, compressedSize } = entry;
  if (offset + LOCAL_HEADER_BYTES > bytes.length) return undefined;
  if (view.getUint32(offset, true) !== LOCAL_HEADER) return undefined;
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const start = offset + LOCAL_HEADER_BYTES + names;
  const end = start + compressedSize;
  return end > bytes.length ? undefined : bytes.subarray(start, end);
}

function placeOf(view: DataView): DirectoryPlace | undefined {
  const record = endRecordOf(view);
  if (record === undefined) return undefined;
  const entries = view.getUint16(record + 10, true);
  const length = view.getUint32(record + 12, true);
  const start = view.getUint32(record + 16, true);
  const inZip64 = entries === IN_ZIP64_16 || length === IN_ZIP64_32 || start === IN_ZIP64_32;
  if (inZip64) return zip64PlaceOf(view, record);
  return start + length === record ? { start, end: record, entries } : undefined;
}

/** The end record is the last thing of a zip, but for a comment whose length it says. */
function endRecordOf(view: DataView): number | undefined {
  const last = view.byteLength - END_RECORD_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_RECORD && view.getUint16(at + 20, true) === last - at) {
      return at;
    }
  }
  return undefined;
}

function zip64PlaceOf(view: DataView, endRecord: number): DirectoryPlace | undefined {
  const locator = endRecord - ZIP64_LOCATOR_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== ZIP64_LOCATOR) return undefined;
  const record = uint64At(view, locator + 8);
  if (record === undefined || record + ZIP64_END_RECORD_BYTES > locator) return undefined;
  if (view.getUint32(record, true) !== ZIP64_END_RECORD) return undefined;
  const entries = uint64At(view, record + 32);
  const length = uint64At(view, record + 40);
  const start = uint64At(view, record + 48);
  if (entries === undefined || length === undefined || start === undefined) return undefined;
  return start + length === record ? { start, end: record, entries } : undefined;
}

function headerLength(view: DataView, at: number): number {
  const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  return CENTRAL_HEADER_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  { start, end }: DirectoryPlace,
): ZipEntry | undefined {
  if (at + CENTRAL_HEADER_BYTES > end || at + headerLength(view, at) > end) return undefined;
  if (view.getUint32(at, true) !== CENTRAL_HEADER) return undefined;
  const nameEnd = at + CENTRAL_HEADER_BYTES + view.getUint16(at + 28, true);
  const extra = { from: nameEnd, to: nameEnd + view.getUint16(at + 30, true) };
  // Fields that do not fit 32 bits follow each other in the extra field, in this order.
  const wide = [view.getUint32(at + 24, true), view.getUint32(at + 20, true)];
  wide.push(view.getUint32(at + 42, true));
  const [size, compressedSize, offset] = withZip64Extra(view, wide, extra) ?? [];
  if (size === undefined || compressedSize === undefined || offset === undefined) return undefined;
  if (offset + LOCAL_HEADER_BYTES + compressedSize > start) return undefined;
  return {
    name: new TextDecoder().decode(bytes.subarray(at + CENTRAL_HEADER_BYTES, nameEnd)),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    compressedSize,
    size,
    offset,
  };
}

function withZip64Extra(
  view: DataView,
  fields: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] | undefined {
  if (!fields.includes(IN_ZIP64_32)) return fields;
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== ZIP64_EXTRA) continue;
    let next = at + 4;
    const wide = fields.map((field) => {
      if (field !== IN_ZIP64_32) return field;
      next += 8;
      return next <= to ? uint64At(view, next - 8) : undefined;
    });
    return wide.every((field) => field !== undefined) ? wide : undefined;
  }
  return undefined;
}

function uint64At(view: DataView, at: number): number | undefined {
  const value = view.getBigUint64(at, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(value);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
