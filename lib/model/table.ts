/** The types a column can have. Each is described by a file of its name in `lib/columns`. */
export type ColumnType =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'double'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'bytes'
  | 'json';

/** One column of a table. */
export interface Column<Name extends string = string, Type extends ColumnType = ColumnType> {
  readonly name: Name;
  readonly type: Type;
  /** Decimal digits of a `decimal`, 1 to 38. */
  readonly precision?: number;
  /** Decimal digits of a `decimal` after the point, 0 to `precision`. */
  readonly scale?: number;
  /** Whether a row may have no value (`null`) here. Default: every row has one. */
  readonly nullable?: boolean;
  /** What the values mean, in one sentence; goes to the data dictionary and to the catalog. */
  readonly description: string;
  /** One value as it is printed. */
  readonly example: string;
  /**
   * Whether files carry the column's smallest and largest value in clear. `true` only where engines
   * skip files or row groups by them (docs/reading.md), and never for data that identifies a person.
   */
  readonly statistics: boolean;
}

/** A named list of typed columns. The partition columns `dt` and `hour` are in the key, never here. */
export interface Table<Columns extends readonly Column[] = readonly Column[]> {
  /** Name in every engine and catalog: `fake_accounts`. */
  readonly name: string;
  readonly description: string;
  readonly columns: Columns;
  /** Column whose value identifies a row for ever. Default: none. */
  readonly primaryKey?: string;
  /** Further columns in which no value repeats. Default: none. */
  readonly unique?: readonly string[];
  /** Columns whose values are primary keys of rows of other tables. Default: none. */
  readonly references?: readonly Reference[];
}

/** A column whose value is the primary key of a row of another table. */
export interface Reference {
  readonly column: string;
  /** Name of the other table. */
  readonly table: string;
}
