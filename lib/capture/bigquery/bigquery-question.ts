import type { Source } from '../../model/source.ts';
import type { Column } from '../../model/table.ts';
import type { MemberShape } from './bigquery-data.ts';

/** What a job asks BigQuery for, with all defaults and settings resolved. */
export interface BigQueryQuestion {
  /** Name of the job. */
  readonly job: string;
  /** The table or view, with its project. */
  readonly from: string;
  /** Path of the TIMESTAMP that decides which period a row belongs to. */
  readonly time: string;
  /** The columns that are selected, in the order of the table. */
  readonly fields: readonly AskedField[];
  /** Values that rows must have, by the path of the field. */
  readonly where: Readonly<Record<string, string | number | boolean>>;
  readonly location: string;
  readonly mostBytes: number;
  readonly dollarsPerTib: number;
  readonly settlesAfterHours: number;
  readonly mayBeEmpty: boolean;
}

/** A column, and where it is in BigQuery. */
export interface AskedField {
  readonly column: Column;
  /** `details.python`. */
  readonly path: string;
  /** What a column of JSON consists of. Default: any JSON. */
  readonly shape?: MemberShape;
}

/** A source whose rows may be asked from BigQuery. */
export interface AskingSource extends Source {
  /** What it asks; left out where its rows are made without BigQuery. */
  readonly asks?: BigQueryQuestion;
}

/**
 * What a source asks BigQuery for; `undefined` where it asks nothing. A connector is opened with it.
 */
export function questionOf(source: Source): BigQueryQuestion | undefined {
  return isAsking(source) ? source.asks : undefined;
}

function isAsking(source: Source): source is AskingSource {
  return 'asks' in source;
}
