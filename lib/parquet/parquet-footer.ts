import { HourlakeError, ParquetError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { CompactReader, CompactType } from './compact-reader.ts';

/** What the footer of a Parquet file says. */
export interface ParquetFooter {
  readonly rows: number;
  /** Facts that the writer put there: table, hour, seed, generator. */
  readonly metadata: Readonly<Record<string, string>>;
}

const MAGIC = 'PAR1';

/** The length of a footer, and a magic number. */
const TRAILER = 8;

/** Two magic numbers and the length of a footer. */
const SMALLEST_FILE = MAGIC.length + TRAILER;

/** In bytes: a thousand times what an hour has. The length in the file may say up to four gigabytes. */
const LARGEST_FOOTER = 4 * 1024 ** 2;

/** Numbers of fields: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const FileMetaData = { numRows: 3, keyValueMetadata: 5 };
const KeyValue = { key: 1, value: 2 };

/**
 * Reads the footer of a Parquet file, and nothing else of it. The file may be anything: time and
 * memory are bounded whatever its bytes say. The reader of parquetjs-lite believes them: 15 bytes
 * make it run for ever.
 *
 * @param size bytes of the whole file
 * @param read gives `length` bytes from `offset`
 * @throws ParquetError when the file is no whole Parquet file; what `read` throws passes through.
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
      throw new Error(`a footer of ${length} bytes in a file of ${size}`);
    }
    return decoded(await read(size - TRAILER - length, length));
  } catch (error) {
    if (error instanceof HourlakeError) throw error;
    throw new ParquetError(
      {
        expected: 'a whole Parquet file',
        got: wordsOf(error),
        advice: 'The file is cut short or is something else: "hourlake doctor" says what to do.',
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

function decoded(bytes: Uint8Array): ParquetFooter {
  const reader = new CompactReader(bytes);
  let rows = -1;
  const metadata = new Map<string, string>();
  reader.struct((field, type) => {
    if (field === FileMetaData.numRows && type === CompactType.I64) rows = reader.integer();
    else if (field === FileMetaData.keyValueMetadata && type === CompactType.LIST)
      readPairs(reader, metadata);
    else reader.skip(type);
  });
  if (!Number.isSafeInteger(rows) || rows < 0) throw new Error('a footer without a number of rows');
  if (reader.left > 0) throw new Error(`a footer with ${reader.left} bytes too many`);
  return { rows, metadata: Object.fromEntries(metadata) };
}

function readPairs(reader: CompactReader, pairs: Map<string, string>): void {
  const { size, type } = reader.list();
  if (size > 0 && type !== CompactType.STRUCT) throw new Error(`metadata of the type ${type}`);
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
