import { crc32 } from 'node:zlib';

/** One file of a ZIP archive. */
export interface ZipEntry {
  /** Path within the archive, in ASCII. */
  readonly name: string;
  /** Its bytes, in pieces. */
  readonly pieces: readonly Uint8Array[];
}

/** An entry with what the two headers say about it. */
interface Placed {
  readonly entry: ZipEntry;
  readonly crc: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** Version of the format that reads stored entries: 1.0. */
const VERSION = 10;

/** 1980-01-01, the first day that the format can write: the archive depends on no clock. */
const DATE = 0x21;

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END = 22;

/**
 * Writes a ZIP archive whose entries are stored, not compressed, below 4 GiB. Deflate is left out
 * because its bytes depend on the version of zlib, and so on that of Node.js; these depend on nothing
 * but the entries. ("APPNOTE.TXT", PKWARE, sections 4.3.7, 4.3.12 and 4.3.16)
 *
 * @returns the bytes of the archive, in pieces
 * @example
 * [...storedZip([{ name: 'a', pieces: [] }])].reduce((sum, { length }) => sum + length, 0) // => 100
 */
export function* storedZip(entries: readonly ZipEntry[]): Generator<Uint8Array> {
  const placed: Placed[] = [];
  let offset = 0;
  for (const entry of entries) {
    const file = placedAt(offset, entry);
    placed.push(file);
    yield localHeader(file);
    yield* entry.pieces;
    offset += LOCAL_HEADER + entry.name.length + file.size;
  }
  const directory = placed.map(centralHeader);
  yield* directory;
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  yield endOfDirectory({ count: placed.length, size, offset });
}

function placedAt(offset: number, entry: ZipEntry): Placed {
  const { pieces } = entry;
  return {
    entry,
    crc: pieces.reduce((crc, piece) => crc32(piece, crc), 0),
    size: pieces.reduce((sum, { length }) => sum + length, 0),
    offset,
  };
}

function localHeader({ entry: { name }, crc, size }: Placed): Uint8Array {
  const header = Buffer.alloc(LOCAL_HEADER + name.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  header.write(name, LOCAL_HEADER, 'latin1');
  return header;
}

function centralHeader({ entry: { name }, crc, size, offset }: Placed): Uint8Array {
  const header = Buffer.alloc(CENTRAL_HEADER + name.length);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  header.write(name, CENTRAL_HEADER, 'latin1');
  return header;
}

function endOfDirectory(directory: { count: number; size: number; offset: number }): Uint8Array {
  const end = Buffer.alloc(END);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.count, 8);
  end.writeUInt16LE(directory.count, 10);
  end.writeUInt32LE(directory.size, 12);
  end.writeUInt32LE(directory.offset, 16);
  return end;
}
