import type { ColumnValues, PresentValue } from '../model/batch.ts';
import type { ColumnExtremes } from './column-extremes.ts';
import type { CopyBuffer } from './copy-buffer.ts';

/**
 * Everything the lake knows about one column type. Each type is one file that exports its rules, and
 * one line in `column-types.ts` that lists it. To add a type, write its file, list it there and add
 * its name to `ColumnType` in `lib/model/table.ts`: the compiler asks for the one when it sees the
 * other, and for the file in `lib/contract/readers` that reads captured values of the type. Nothing else in the tree depends on a particular type (test/columns/column-types.test.ts).
 *
 * A type with parameters, such as a decimal with precision and scale, is a function that returns its
 * rules; `columnTypeOf` calls it with the column.
 *
 * The members are methods so that rules for numbers fit in a record of rules for any value: a batch is
 * checked before its values get here.
 *
 * @typeParam Value a value in a batch
 * @typeParam RowValue the same value in a row object
 */
export interface ColumnTypeRules<Value extends PresentValue = PresentValue, RowValue = unknown> {
  /** Completes "Expected ..." in the error for a value that is not accepted. */
  readonly expected: string;
  /** Whether a value in a batch belongs to this type. It is never asked about `null`. */
  accepts(value: unknown): boolean;
  /**
   * Whether the container of a column already guarantees its values, so that they need no check one
   * by one. Default: every value is checked.
   */
  trusts?(values: ColumnValues): boolean;
  /** The value as row objects hold it. */
  rowValue(value: Value): RowValue;
  /** The value as text in a line of NDJSON: see `lib/model/json-row.ts`. */
  ndjson(value: Value): string;
  readonly parquet: ParquetRules;
  readonly postgres: PostgresRules;
  /** Name in the SQL of DuckDB and of Athena: `varchar`. */
  readonly sql: string;
  /** Name in Glue, which uses the types of Hive: `string`. */
  readonly glue: string;
}

/**
 * How a column type is stored in Parquet. The parts of a column are given in order, checked, and
 * without `null`.
 */
export interface ParquetRules {
  /** https://parquet.apache.org/docs/file-format/types/ */
  readonly physical:
    | 'BOOLEAN'
    | 'INT32'
    | 'INT64'
    | 'DOUBLE'
    | 'BYTE_ARRAY'
    | 'FIXED_LEN_BYTE_ARRAY';
  /** Size of a FIXED_LEN_BYTE_ARRAY, in bytes. */
  readonly length?: number;
  /**
   * What the physical values mean, by the name that parquet.thrift gives it in `ConvertedType`.
   * Default: none, the values mean what the physical type says.
   */
  readonly logical?: 'UTF8' | 'DATE' | 'TIMESTAMP_MILLIS' | 'DECIMAL' | 'JSON';
  /** Whether values repeat often enough to look for a dictionary. */
  readonly repeats: boolean;
  /** The values in the PLAIN encoding of the physical type. */
  plain(parts: readonly ColumnValues[]): Uint8Array;
  /**
   * The smallest and the largest value, ordered as Parquet orders this type.
   *
   * @param parts with at least one value
   */
  extremes(parts: readonly ColumnValues[]): ColumnExtremes;
}

/** How a column type is stored in PostgreSQL. */
export interface PostgresRules {
  /** Its name as PostgreSQL's `format_type` writes it: `bigint`, `numeric(10,2)`. */
  readonly type: string;
  /**
   * Prepares to write the values of a column, in order, in the binary format of COPY.
   *
   * @param values checked, `null` included
   */
  fields(values: ColumnValues): WriteField;
}

/**
 * Writes the next value of a column. Returns `false`, and writes nothing of use, when PostgreSQL cannot
 * hold the value.
 */
export type WriteField = (out: CopyBuffer) => boolean;
