import type { Batch } from '../model/batch.ts';
import type { Hour } from '../model/hour.ts';
import type { Table } from '../model/table.ts';

/**
 * The port to whatever gives the rows of a table for an hour. The same source gives the same rows
 * for the same hour, whenever, wherever and in whatever order it is asked.
 * Every implementation passes the suite in `test/contracts/source-contract.ts`.
 */
export interface Source {
  readonly table: Table;

  /**
   * What decides the rows beside the hour: seed, generator and its version, settings. Stands in the
   * footer of every file, so that a file that differs can say why.
   */
  readonly facts: Readonly<Record<string, string>>;

  /**
   * Within any that many hours in a row no value that is unique for ever comes twice.
   * A lake must not span more.
   */
  readonly uniqueHours: number;

  /** The rows of an hour, as batches of at least one row each; none when the hour has no rows. */
  batches(hour: Hour): AsyncIterable<Batch> | Iterable<Batch>;
}
