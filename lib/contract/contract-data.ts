import type { ShapeData } from './shape-data.ts';

/**
 * A contract as plain data: which rows of the outside are rows of a table, and how their values are read.
 * It is what `source.data` of a job holds. Every part may be left out: then a column is the one of its own
 * name, and its values are read as its type reads them without any declaration.
 */
export interface ContractData {
  /** What is declared for some of the table's columns, by their names. Default: nothing. */
  readonly columns?: Readonly<Record<string, ColumnContract>>;
  /**
   * What becomes of rows that do not fit. `reject` keeps them apart, with the rule that each broke; `fail`
   * fails the capture as a whole. Default: `reject`.
   */
  readonly faults?: 'reject' | 'fail';
  /** Most rejected rows of a capture, in per cent; more fail it. Default: 10. */
  readonly ceiling?: number;
  /**
   * Whether a column of the outside that the table does not have is only reported, or fails the capture.
   * Default: `report`.
   */
  readonly unknown?: 'report' | 'fail';
}

/** What a contract declares for one column. Whether a value is required is said by the table. */
export interface ColumnContract {
  /**
   * Name of the column outside, or several that it may have. Accents, case and surrounding blanks do not
   * count, and blanks, `_` and `-` are equal. Default: the column's own name.
   */
  readonly from?: string | readonly string[];
  /**
   * How values are spelled, by example: `["dd/mm/yyyy", "serial"]`, `["1.234,56"]`, `["S/N"]`. They take the
   * place of the usual spelling. Each type has its own, see `lib/contract/readers`.
   */
  readonly reads?: readonly string[];
  /** Whether blanks around text are removed. Only for text; other types always do. Default: `true`. */
  readonly trim?: boolean;
  /** Whether empty text is no value. Only for text; other types have no empty value. Default: `null`. */
  readonly empty?: 'null' | 'keep';
  /** Further texts that mean that there is no value: `["-", "N/D"]`. Default: none. */
  readonly nulls?: readonly string[];
  /** Letters that text is changed to before the rules. Only for text. Default: as it came. */
  readonly case?: 'upper' | 'lower';
  /**
   * Whether digits that the column has no room for are rounded, halves away from zero: beyond the scale of
   * a decimal, beyond milliseconds of a timestamp. Default: `false`, such a value breaks the rule `type`.
   */
  readonly round?: boolean;
  /** Time zone of clocks that say none: `-03:00` or `Z`. Only for timestamps. Default: none, they do not fit. */
  readonly zone?: string;
  /** Smallest value, in the usual spelling of the type. Only for numbers, dates and timestamps. */
  readonly min?: number | string;
  /** Largest value, as `min`. */
  readonly max?: number | string;
  /** Most characters. Only for text. */
  readonly maxLength?: number;
  /**
   * Regular expression that the whole text has to match. Text of more than 256 characters never does. Only
   * for text.
   */
  readonly pattern?: string;
  /** All values that there are, in the usual spelling of the type. */
  readonly allowed?: readonly (number | string)[];
  /**
   * What the documents hold, to any depth: `{ "name!": "string", "libc": { "version": "string" } }`. See
   * {@link ShapeData}. Only for JSON. Default: any document.
   */
  readonly shape?: ShapeData;
}
