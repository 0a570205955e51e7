import { HourlakeError, ParquetError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { CompactReader, CompactType } from './compact-reader.ts';

/** The part of a Parquet footer that the lake reads. */
export interface ParquetFooter {
  readonly rows: number;
  /** Key-value metadata of the writer: table, hour, seed, generator. */
  readonly metadata: Readonly<Record<string, string>>;
}

const MAGIC = 'PAR1';

/** Size of the footer's length and of the magic number after it. */
const TRAILER = 8;

/** Two magic numbers and the length of the footer. */
const SMALLEST_FILE = MAGIC.length + TRAILER;

/** In bytes: a thousand times the footer of an hour. The length field allows up to 4 GiB. */
const LARGEST_FOOTER = 4 * 1024 ** 2;

/** Field numbers: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const FileMetaData = { numRows: 3, keyValueMetadata: 5 };
const KeyValue = { key: 1, value: 2 };

/**
 * Reads only the footer of a Parquet file. The bytes need not be a Parquet file at all: time and memory
 * stay bounded for any input. The reader of parquetjs-lite trusts its input, and 15 bytes can make it
 * loop forever.
 *
 * @param size of the file in bytes
 * @param read returns `length` bytes from `offset`
 * @throws ParquetError if the file is not a complete Parquet file; whatever HourlakeError `read` throws.
 */
export async function readParquetFooter(
  size: number,
  read: (offset: number, length: number) => Promise<Uint8Array>,
): Promise<ParquetFooter> {
  try {
    if (size < SMALLEST_FILE) throw new Error(`a file of ${size} bytes`);
    checkMagic(await read(0, MAGIC.length));
    const trailer = Buffer.from(await read(size - TRAILER, TRAILER));
    checkMagic(trailer.subarray(4));
    const length = trailer.readUInt32LE(0);
    if (length > Math.min(size - SMALLEST_FILE, LARGEST_FOOTER)) {
      throw new Error(`a footer length of ${length} bytes in a file of ${size} bytes`);
    }
    return decodeFooter(await read(size - TRAILER - length, length));
  } catch (error) {
    if (error instanceof HourlakeError) throw error;
    throw new ParquetError(
      {
        expected: 'a complete Parquet file',
        got: wordsOf(error),
        advice: 'The file is truncated or is not Parquet. Run "hourlake doctor" to see what to do.',
      },
      { cause: error },
    );
  }
}

function checkMagic(bytes: Uint8Array): void {
  if (Buffer.from(bytes).toString('latin1') !== MAGIC) {
    throw new Error(`a file that does not begin and end with ${MAGIC}`);
  }
}

function decodeFooter(bytes: Uint8Array): ParquetFooter {
  const reader = new CompactReader(bytes);
  let rows = -1;
  const metadata = new Map<string, string>();
  reader.struct((field, type) => {
    if (field === FileMetaData.numRows && type === CompactType.I64) rows = reader.integer();
    else if (field === FileMetaData.keyValueMetadata && type === CompactType.LIST) {
      readPairs(reader, metadata);
    } else reader.skip(type);
  });
  if (!Number.isSafeInteger(rows) || rows < 0) throw new Error('a footer without a row count');
  if (reader.left > 0) throw new Error(`a footer with ${reader.left} extra bytes`);
  return { rows, metadata: Object.fromEntries(metadata) };
}

function readPairs(reader: CompactReader, pairs: Map<string, string>): void {
  const { size, type } = reader.list();
  if (size > 0 && type !== CompactType.STRUCT)
    throw new Error(`key-value metadata of type ${type}`);
  for (let pair = 0; pair < size; pair += 1) {
    let [key, value] = ['', ''];
    reader.struct((field, inner) => {
      if (field === KeyValue.key && inner === CompactType.BINARY) key = reader.text();
      else if (field === KeyValue.value && inner === CompactType.BINARY) value = reader.text();
      else reader.skip(inner);
    });
    pairs.set(key, value);
  }
}
