import type { TimedPeriod } from '../../model/period.ts';
import type { RawRows } from '../../model/raw-rows.ts';
import type { Setting, Settings, ValuesOf } from '../../model/settings.ts';
import type { SourceKind } from '../../model/source.ts';
import type { BigQueryData } from './bigquery-data.ts';

/** The setting that every kind of source has which asks BigQuery. */
export interface ColumnsSetting extends Settings {
  /** `all`, or the names of columns with commas between them; the others are null. */
  readonly columns: Setting<string>;
}

/** A kind of source that asks BigQuery. */
export interface BigQueryKindOptions<S extends Settings> {
  /** `captured-bigquery`, or another name where there are settings. */
  readonly kind: string;
  /** Its settings besides `columns`. */
  readonly settings: S;
  /** Values that rows must have because of settings, by the path of the field. Default: none. */
  readonly whereOf?: (settings: ValuesOf<S>) => NonNullable<BigQueryData['where']>;
  /** What makes the rows in place of BigQuery; `undefined` where BigQuery is asked. Default: it is always asked. */
  readonly generated?: (settings: ValuesOf<S>) => GeneratedRows | undefined;
}

/** Makes rows in place of BigQuery: a pure function of what it was opened with, the period and the columns. */
export interface GeneratedRows {
  /** What decides the rows besides the settings: `generator`, with its version. */
  readonly facts: Readonly<Record<string, string>>;
  /** About how many rows a period has. Default: few. */
  usualRows?(period: TimedPeriod): number;
  /** The rows of a period, with these columns of the table. */
  rows(period: TimedPeriod, columns: readonly string[]): Iterable<RawRows> | AsyncIterable<RawRows>;
}

/** A kind of source whose rows are those of a table in BigQuery that fit. Its job is made by `bigQueryJob`. */
export function bigQueryKind<S extends Settings>(
  _options: BigQueryKindOptions<S>,
): SourceKind<S & ColumnsSetting> {
  throw new TypeError('Not written yet');
}

/** The kind of source that has the rows of BigQuery that do not fit. Its input is the job of those that do. */
export const bigQueryRejectsKind: SourceKind<Record<never, never>> = {
  kind: 'bigquery-rejects',
  settings: {},
  open: () => {
    throw new TypeError('Not written yet');
  },
};
