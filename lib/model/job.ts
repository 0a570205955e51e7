import type { Table } from './table.ts';

/**
 * What the lake does every hour, as plain data: this table, from this source, under this prefix.
 *
 * @typeParam Source what the job says of its source: its kind and its settings
 */
export interface Job<Source = unknown> {
  /** Name on the command line: `fake-accounts`. */
  readonly name: string;
  readonly table: Table;
  /** First part of the keys, without slashes: `fake-accounts`. */
  readonly prefix: string;
  readonly source: Source;
  /**
   * Prefix of the job whose planted faults this one tells. Such a job runs only where faults are
   * planted, and only beside hours of its own settings. Default: it tells none, and always runs.
   */
  readonly truthOf?: string;
}
