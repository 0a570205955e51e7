import { Scanner } from './scanner.ts';
import { insideBrackets } from './sql-table-text.ts';

/** What a CREATE TABLE says behind its list of columns. */
export interface Trailer {
  /** Default: none. */
  readonly description?: string;
  /** The columns that Hive declares as partitions, as they are written. Default: none. */
  readonly partitionColumns?: string;
  /** Names in the expressions that the table is partitioned by, whether or not they are columns. */
  readonly partitionWords: readonly string[];
  /** Whether queries must filter by the partition. */
  readonly filterRequired: boolean;
}

/** A list of names or expressions, without types. */
const NO_TYPES = /^\s*[`"\w]+\s*(,|\(|$)/;

/** Clauses that can follow the expressions of a partition. */
const NEXT_CLAUSES = [
  'cluster',
  'options',
  'as',
  'with',
  'tablespace',
  'location',
  'tblproperties',
];

/**
 * Reads the clauses of PostgreSQL, BigQuery, MySQL and Hive that follow the list of columns. Those that
 * are not known are passed over.
 *
 * @example
 * readTrailer("COMMENT 'x' PARTITIONED BY (dt string)") // => { partitionWords: [], filterRequired: false, description: 'x', partitionColumns: 'dt string' }
 */
export function readTrailer(trailer: string): Trailer {
  const scanner = new Scanner(trailer);
  let read: Trailer = { partitionWords: [], filterRequired: false };
  while (scanner.peek() !== undefined) {
    if (scanner.takes('comment')) {
      scanner.takes('=');
      read = withDescription(read, scanner);
    } else if (scanner.takes('description', '=')) read = withDescription(read, scanner);
    else if (scanner.takes('require_partition_filter', '=', 'true')) {
      read = { ...read, filterRequired: true };
    } else if (scanner.takes('partitioned', 'by')) read = withPartitions(read, trailer, scanner);
    else if (scanner.takes('partition', 'by')) {
      read = { ...read, partitionWords: wordsUntil(scanner, NEXT_CLAUSES) };
    } else scanner.take();
  }
  return read;
}

function withDescription(read: Trailer, scanner: Scanner): Trailer {
  const description = scanner.take()?.text;
  return description === undefined ? read : { ...read, description };
}

function withPartitions(read: Trailer, trailer: string, scanner: Scanner): Trailer {
  const open = scanner.peek()?.start ?? trailer.length;
  const list = insideBrackets(trailer, open) ?? '';
  // What is in the list says nothing about the table.
  while (scanner.at < open + list.length + 2 && scanner.take() !== undefined);
  return NO_TYPES.test(list)
    ? { ...read, partitionWords: wordsUntil(new Scanner(list), []) }
    : { ...read, partitionColumns: list };
}

function wordsUntil(scanner: Scanner, ends: readonly string[]): string[] {
  const words: string[] = [];
  for (let next = scanner.peek(); next !== undefined; next = scanner.peek()) {
    if (next.kind !== 'name' && ends.includes(next.text.toLowerCase())) break;
    if (next.kind === 'word' || next.kind === 'name') words.push(next.text);
    scanner.take();
  }
  return words;
}
