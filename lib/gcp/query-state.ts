import { isRecord, recordOr } from '../model/is-record.ts';
import type { QueryState } from './query-requests.ts';
import { reasonWord } from './reason-word.ts';

/**
 * How far a query has come, as the REST API describes its job. Of an error only its code is taken: texts
 * may quote values.
 *
 * @param job https://cloud.google.com/bigquery/docs/reference/rest/v2/Job
 * @example
 * queryState({ status: { state: 'PENDING' } }) // => { status: 'running' }
 * queryState({ status: { state: 'DONE', errorResult: { reason: 'invalidQuery' } } }) // => { status: 'failed', reason: 'invalidQuery' }
 * queryState({ status: { state: 'DONE' }, statistics: { startTime: '7', query: { totalBytesBilled: '10485760' } } }) // => { status: 'done', started: 7, bytesBilled: 10485760, isFromCache: false }
 */
export function queryState(job: unknown): QueryState {
  const { status, statistics } = recordOr(job);
  const { state, errorResult } = recordOr(status);
  if (state !== 'DONE') return { status: 'running' };
  if (isRecord(errorResult)) return { status: 'failed', reason: reasonWord(errorResult.reason) };
  const { startTime, creationTime, query } = recordOr(statistics);
  const { totalBytesBilled, cacheHit } = recordOr(query);
  return {
    status: 'done',
    started: Number(startTime ?? creationTime ?? 0),
    bytesBilled: Number(totalBytesBilled ?? 0),
    isFromCache: cacheHit === true,
  };
}
