import type { JsonRow } from '../model/json-row.ts';
import type { TableSchema } from '../schemas/table-schema.ts';

/** Rows for one table, which are the same each time that they are made. */
export interface TableRows {
  /** The table as its system describes it. */
  readonly table: TableSchema;
  /** SHA-256 of what decides the rows (schema, seed, settings, count), in lower-case hexadecimal. */
  readonly origin: string;
  /** How many rows there are. */
  readonly count: number;
  /** The rows in batches of at least one row each. Can be called again. */
  batches(): Iterable<readonly JsonRow[]>;
}

/** What happened to the rows of one table. */
export interface LoadReceipt {
  readonly table: string;
  /** `already-there` when rows of the same origin had been loaded before, by this or another process. */
  readonly status: 'loaded' | 'already-there';
  readonly rows: number;
  /** Bytes that were sent, where the destination knows. */
  readonly bytes?: number;
}

/**
 * The port to a database whose tables are filled with rows that no lake holds, each origin exactly
 * once: whatever is killed, repeated or done twice at the same time.
 *
 * Every method throws DatabaseError, whose message holds no value of a row.
 */
export interface RowLoader {
  /** The database as a person names it, without any password. */
  readonly name: string;

  /**
   * Adds rows to tables: all of them, or none of a table.
   *
   * @param tables each after those that it refers to
   * @param options.onReceipt called for each table after its rows are committed
   * @throws BatchError when the database cannot hold a value.
   */
  load(
    tables: readonly TableRows[],
    options?: { readonly onReceipt?: (receipt: LoadReceipt) => void },
  ): Promise<readonly LoadReceipt[]>;

  /** Releases what the loader holds. */
  close(): Promise<void>;
}
