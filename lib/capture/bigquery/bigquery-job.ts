import type { ContractData } from '../../contract/contract-data.ts';
import type { Job } from '../../model/job.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { TimedGrain } from '../../model/period.ts';
import type { SettingValues } from '../../model/settings.ts';
import type { Table } from '../../model/table.ts';
import { rejectsJobOf } from '../rejects-job.ts';
import type { BigQueryData } from './bigquery-data.ts';

/** What a job of BigQuery has of any job. */
type JobOptions = Pick<
  Job,
  | 'name'
  | 'on'
  | 'keepDays'
  | 'deliver'
  | 'gates'
  | 'tour'
  | 'latenessMinutes'
  | 'lookBackHours'
  | 'variables'
>;

/** A job of a table of BigQuery, as its file in `jobs/` says it. */
export interface BigQueryJobOptions extends JobOptions, BigQueryData {
  /** Its table in the lake: columns are fields of the table in BigQuery, or `fields` says where they are. */
  readonly table: Table;
  /**
   * How fields become columns, and the shape of columns of JSON. Default: by their names and types, any JSON.
   */
  readonly contract?: ContractData;
  /** Kind of its source, as `bigQueryKind` makes it. Default: `captured-bigquery`. */
  readonly kind?: string;
  /** Settings of its source that differ from the defaults. Default: none. */
  readonly settings?: SettingValues;
  /** How long a period is. Default: `day`. */
  readonly grain?: TimedGrain;
}

/**
 * The job of the rows of a table in BigQuery, and the job of those that do not fit.
 *
 * @example
 * const table = { name: 'trips', description: '', columns: [] }
 * const jobs = bigQueryJob({ name: 'trips', table, from: 'p.d.trips', time: 'started' })
 * jobs.map(({ name, captures }) => [name, captures]) // => [['trips', 'external'], ['trips-rejects', undefined]]
 */
export function bigQueryJob({
  name,
  table,
  contract = {},
  kind = 'captured-bigquery',
  settings = {},
  grain = 'day',
  on = false,
  from,
  time,
  fields,
  where,
  location,
  mostBytes,
  dollarsPerTib,
  settlesAfterHours,
  mayBeEmpty,
  ...others
}: BigQueryJobOptions): readonly [Job, Job] {
  const place = { from, time, fields, where, location };
  const limits = { mostBytes, dollarsPerTib, settlesAfterHours, mayBeEmpty };
  const data = { job: name, contract, ...place, ...limits };
  return [
    {
      ...others,
      name,
      table,
      grain,
      layer: 'landing',
      source: {
        kind,
        settings,
        // JSON, as a worker thread or a footer needs it.
        data: JSON.parse(JSON.stringify(data)) as JsonValue,
      },
      captures: 'external',
      on,
    },
    rejectsJobOf({ name, table, grain, on }, { kind: 'bigquery-rejects' }),
  ];
}
