/**
 * The types a column can have. In a batch, `date` is days since 1970-01-01 and `timestamp` is
 * milliseconds since 1970-01-01T00:00:00Z; `integer` is a whole number JavaScript holds exactly.
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
   * Whether files carry the smallest and the largest value of the column in clear. Leave it off
   * where no query could skip a file by it, and for what identifies a person.
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

/** What one value of a column looks like in a row object. */
export interface RowValues {
  string: string;
  integer: number;
  double: number;
  boolean: boolean;
  /** `1990-01-31` */
  date: string;
  timestamp: Date;
}

/** The row object of a table: one property per column. */
export type RowOf<T extends Table> = {
  -readonly [C in T['columns'][number] as C['name']]: RowValues[C['type']];
};
