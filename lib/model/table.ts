/**
 * The types a column can have. In a batch, `date` is days since 1970-01-01, `timestamp` is
 * milliseconds since 1970-01-01T00:00:00Z, and `integer` is an integer that a number holds exactly.
 * Each type is described by a file of its name in `lib/columns`.
 */
export type ColumnType = 'string' | 'integer' | 'double' | 'boolean' | 'date' | 'timestamp';

/** One column of a table. Every column is required: it has a value in every row. */
export interface Column<Name extends string = string, Type extends ColumnType = ColumnType> {
  readonly name: Name;
  readonly type: Type;
  /** What the values mean, in one sentence; goes to the data dictionary and to the catalog. */
  readonly description: string;
  /** One value as it is printed. */
  readonly example: string;
  /**
   * Whether files carry the column's smallest and largest value as plain text. `false` where no query
   * can skip a file by them, and for data that identifies a person.
   */
  readonly statistics: boolean;
}

/** A named list of typed columns. The partition columns `dt` and `hour` are in the key, never here. */
export interface Table<Columns extends readonly Column[] = readonly Column[]> {
  /** Name in every engine and catalog: `fake_accounts`. */
  readonly name: string;
  readonly description: string;
  readonly columns: Columns;
}
