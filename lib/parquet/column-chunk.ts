import { columnTypeOf } from '../columns/column-types.ts';
import type { ColumnValues, PresentValue } from '../model/batch.ts';
import type { Column } from '../model/table.ts';
import { LENGTH_BYTES } from '../model/text-column.ts';
import { definedValues } from './defined-values.ts';
import { type Dictionary, dictionaryOf } from './dictionary.ts';
import { bitPacked, bitWidth, definitionLevels } from './hybrid-encoding.ts';
import type { OutgoingBytes } from './outgoing-bytes.ts';
import {
  type ColumnChunkFacts,
  type EncodedStatistics,
  type PageFacts,
  pageHeader,
} from './parquet-structures.ts';
import { snappy } from './snappy.ts';

/**
 * Appends a column of a row group to a file: a dictionary page where one pays, and one data page of
 * version 1. Returns what the footer says of it.
 *
 * The library's own writer takes rows apart value by value, and copies each column together with all
 * columns before it. That took four times as long (docs/performance.md).
 *
 * @param parts of the column, in order; checked
 * @param rows number of rows of all parts
 */
export function writeColumnChunk(
  file: OutgoingBytes,
  column: Column,
  parts: readonly ColumnValues[],
  rows: number,
): ColumnChunkFacts {
  const { parquet } = columnTypeOf(column);
  const defined = column.nullable ? definedValues(parts, rows) : { parts, levels: undefined };
  const dictionary = dictionaryOf(parquet, defined.parts);
  const different = dictionary === undefined ? defined.parts : [dictionary.values];
  const pages = new Pages(file, dictionary === undefined ? 'PLAIN' : 'PLAIN_DICTIONARY');
  const dictionaryPage = file.length;
  if (dictionary !== undefined) {
    pages.append('DICTIONARY_PAGE', dictionary.values.length, [dictionary.plain]);
  }
  const dataPage = file.length;
  pages.append('DATA_PAGE', rows, [
    ...(defined.levels === undefined ? [] : [definitionLevels(defined.levels)]),
    ...(dictionary === undefined ? [parquet.plain(defined.parts)] : packedNumbers(dictionary)),
  ]);
  return {
    column,
    values: rows,
    encoding: pages.encoding,
    dictionaryPage: dictionary === undefined ? undefined : dictionaryPage,
    dataPage,
    plainBytes: pages.plainBytes,
    compressedBytes: file.length - dictionaryPage,
    statistics: statisticsOf(column, different, defined.levels),
  };
}

/** Appends the pages of a column chunk to a file, and adds up their sizes. */
class Pages {
  readonly encoding: PageFacts['encoding'];
  /** Size of all pages so far with their headers, before compression. */
  plainBytes = 0;
  readonly #file: OutgoingBytes;

  constructor(file: OutgoingBytes, encoding: PageFacts['encoding']) {
    this.#file = file;
    this.encoding = encoding;
  }

  append(kind: PageFacts['kind'], values: number, pieces: readonly Uint8Array[]): void {
    const [first, ...others] = pieces;
    const plain = first !== undefined && others.length === 0 ? first : Buffer.concat(pieces);
    const compressed = snappy(plain);
    const sizes = { plainBytes: plain.length, compressedBytes: compressed.length };
    const header = pageHeader({ kind, encoding: this.encoding, values, ...sizes });
    this.#file.append(header);
    this.#file.append(compressed);
    this.plainBytes += header.length + plain.length;
  }
}

/** The numbers of a dictionary as a data page holds them: their width, and one run. */
function packedNumbers({ values, numbers }: Dictionary): Uint8Array[] {
  const width = bitWidth(values.length - 1);
  return [Uint8Array.of(width), bitPacked(numbers, width)];
}

function statisticsOf(
  column: Column,
  parts: readonly ColumnValues[],
  levels: Uint8Array | undefined,
): EncodedStatistics | undefined {
  if (!column.statistics || parts.every(({ length }) => length === 0)) return undefined;
  const { parquet } = columnTypeOf(column);
  const { min, max } = parquet.extremes(parts);

  /** Statistics hold a value in the PLAIN encoding, but a byte array without its length. */
  function encoded(value: PresentValue): Uint8Array {
    const plain = parquet.plain([[value]]);
    return parquet.physical === 'BYTE_ARRAY' ? plain.subarray(LENGTH_BYTES) : plain;
  }

  const nulls = levels === undefined ? 0 : levels.reduce((sum, level) => sum + 1 - level, 0);
  return { min: encoded(min), max: encoded(max), nulls };
}
