import type { ContractData } from '../../contract/contract-data.ts';
import type { Job } from '../../model/job.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { TimedGrain } from '../../model/period.ts';
import type { Table } from '../../model/table.ts';
import { rejectsJobOf } from '../rejects-job.ts';
import type { RestAuth, RestData } from './rest-data.ts';

/** What a job of an API has of any job. */
type JobOptions = Pick<
  Job,
  'name' | 'on' | 'keepRawDays' | 'deliver' | 'tour' | 'latenessMinutes' | 'lookBackHours' | 'gates'
>;

/** A job of an API, as its file in `jobs/` says it. */
export interface RestJobOptions extends JobOptions, RestData {
  /** Its table: columns that are members of the records, or that `fields` and `include` name. */
  readonly table: Table;
  /** How the members of the records become columns. Default: by their names and types. */
  readonly contract?: ContractData;
  /** How long a period is. Default: `day`. */
  readonly grain?: TimedGrain;
}

/**
 * The job of the records that an API shows, and the job of those that do not fit.
 *
 * @example
 * const request = { path: 'shows', records: '', paginator: { kind: 'single' } }
 * const jobs = restJob({ name: 'shows', table: { name: 'shows', description: '', columns: [] }, api: { baseUrl: 'https://a.b/' }, request })
 * jobs.map(({ name, captures }) => [name, captures]) // => [['shows', 'snapshot'], ['shows-rejects', undefined]]
 */
export function restJob({
  name,
  table,
  contract = {},
  grain = 'day',
  on = false,
  api,
  request,
  fields,
  incremental,
  limits,
  ...others
}: RestJobOptions): readonly [Job, Job] {
  const data = { job: name, contract, api, request, fields, incremental, limits };
  const secrets = secretsOf(api.auth);
  return [
    {
      ...others,
      name,
      table,
      grain,
      layer: 'landing',
      source: {
        kind: 'captured-rest',
        // JSON, as a worker thread or a footer needs it.
        data: JSON.parse(JSON.stringify(data)) as JsonValue,
      },
      captures: incremental === undefined ? 'snapshot' : 'history',
      ...(secrets.length > 0 && { secrets }),
      on,
    },
    rejectsJobOf({ name, table, grain, on }, { kind: 'rest-rejects' }),
  ];
}

function secretsOf(auth: RestAuth | undefined): readonly string[] {
  switch (auth?.kind) {
    case undefined:
      return [];
    case 'oauth2':
      return [...new Set([auth.clientId, auth.clientSecret])];
    case 'bearer':
      return [auth.token];
    case 'header':
      return [auth.value];
  }
}
