import type { TimedPeriod } from '../../model/period.ts';
import type { ReadAnswer, Source } from '../../model/source.ts';
import type { BigQueryQuestion } from './bigquery-question.ts';
import type { CheckedPiece } from './rows/checked-pieces.ts';

/** The rows of a period, before and after their contract was applied. */
export interface PeriodRows {
  /** Rows with the same id, contract and question are the same. */
  readonly id: string;
  /** How errors and rejects name them: `pypi-downloads 2026-11-20`. */
  readonly name: string;
  /** Reads and checks them, some at a time, from the first one on. */
  checked(): AsyncIterable<CheckedPiece>;
}

/** A source of the rows of a table in BigQuery, which the source of its rejects reads as well. */
export interface AskingSource extends Source {
  /** What it asks BigQuery for; left out where its rows are made without BigQuery. */
  readonly asks?: BigQueryQuestion;

  /** The rows of a period, those that do not fit included. */
  rowsOf(period: TimedPeriod, answer: ReadAnswer | undefined): PeriodRows;
}

/**
 * What a source asks BigQuery for; `undefined` where it asks nothing. A `BigQueryConnector` and `pricesOf`
 * are given it.
 */
export function questionOf(source: Source): BigQueryQuestion | undefined {
  return isAskingSource(source) ? source.asks : undefined;
}

/** Whether a source is one of a table in BigQuery, whatever makes its rows. */
export function isAskingSource(source: Source): source is AskingSource {
  return 'rowsOf' in source;
}
