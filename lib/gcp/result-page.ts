import { isRecord } from '../model/is-record.ts';
import type { ResultPage } from './query-requests.ts';
import { resultFieldsOf } from './table-facts.ts';

/**
 * A page of rows, as the REST API sends it; `undefined` where the query is not done, or the answer is none.
 *
 * @param body https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/getQueryResults
 * @example
 * resultPageOf({ jobComplete: true, schema: { fields: [] }, totalRows: '1', rows: [{ f: [] }] }) // => { fields: [], rows: [{ f: [] }], totalRows: 1, token: undefined }
 * resultPageOf({ jobComplete: false }) // => undefined
 */
export function resultPageOf(body: unknown): ResultPage | undefined {
  if (!isRecord(body) || body.jobComplete === false) return undefined;
  const { schema, totalRows, rows = [], pageToken } = body;
  const total = Number(totalRows ?? Number.NaN);
  if (!isRecord(schema) || !Number.isSafeInteger(total) || !Array.isArray(rows)) return undefined;
  const token = typeof pageToken === 'string' && pageToken !== '' ? pageToken : undefined;
  return { fields: resultFieldsOf(schema), rows, totalRows: total, token };
}
