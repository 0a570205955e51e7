import type { BigQueryQuery } from '../../../gcp/query-requests.ts';
import { sha256 } from '../../../lake/sha256.ts';
import { canonicalJson } from '../../../model/canonical-json.ts';
import type { TimedPeriod } from '../../../model/period.ts';

/** What decides the answer to a query. */
export interface QueryIdentity {
  /** Name of the job of the lake. */
  readonly job: string;
  readonly period: TimedPeriod;
  readonly query: Pick<BigQueryQuery, 'sql' | 'parameters'>;
  /** When the table was created: one that was made anew is another table. */
  readonly created: number;
}

/**
 * The id of the job of BigQuery for an attempt to ask a query. Runs that ask the same get the same id, and
 * BigQuery accepts it once.
 *
 * @param attempt from 1
 * @example
 * queryJobId({ job: 'trips', period: parsePeriod('2026-11-20'), query: { sql: 'SELECT 1', parameters: [] }, created: 7 }, 2) // => 'hourlake-trips-2026-11-20-54838070f4b34ea5-2'
 */
export function queryJobId(
  { job, period, query: { sql, parameters }, created }: QueryIdentity,
  attempt: number,
): string {
  const text = canonicalJson({ sql, parameters, created });
  const digest = sha256(new TextEncoder().encode(text)).slice(0, 16);
  return `hourlake-${job}-${period}-${digest}-${attempt}`;
}
