import type { TimedPeriod } from '../../model/period.ts';
import type { RawRows } from '../../model/raw-rows.ts';

/** Makes rows in place of BigQuery: a pure function of what it was opened with, the period and the columns. */
export interface GeneratedRows {
  /** What decides the rows besides the settings: `generator`, with its version. */
  readonly facts: Readonly<Record<string, string>>;

  /** About how many rows a period has. Default: few. */
  usualRows?(period: TimedPeriod): number;

  /** The rows of a period with these columns of the table, under their names. Positions count from 1. */
  rows(period: TimedPeriod, columns: readonly string[]): Iterable<RawRows> | AsyncIterable<RawRows>;
}
