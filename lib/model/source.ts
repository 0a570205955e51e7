import type { Batch } from './batch.ts';
import type { Hour } from './period.ts';
import type { Table } from './table.ts';

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
   * Makes sure that one lake can have all hours from `first` to `last`, both included: that no value
   * which is unique for ever would come twice, and that no hour is too large.
   *
   * @throws InputError that says what to ask for instead.
   */
  checkSpan(first: Hour, last: Hour): void;

  /** The rows of an hour, as batches of at least one row each; none when the hour has no rows. */
  batches(hour: Hour): AsyncIterable<Batch> | Iterable<Batch>;
}
