import { recordOr } from '../model/is-record.ts';
import type { LoadPlace, LoadState } from './load-requests.ts';
import { reasonWord } from './reason-word.ts';

/** Places that an error names; BigQuery gives up after a few as well. */
const MOST_PLACES = 5;

/**
 * How far a job has come, as the REST API describes it. Of the texts of errors only numbers and known
 * names of fields are taken: the rest may be values.
 *
 * @param fields names of the fields of the table
 * @example
 * loadState({ status: { state: 'DONE' }, statistics: { load: { outputRows: '3' } } }, new Set()) // => { status: 'loaded', rows: 3 }
 * loadState({ status: { state: 'DONE', errorResult: { reason: 'invalid' } } }, new Set()) // => { status: 'failed', reason: 'invalid', places: [] }
 */
export function loadState(job: unknown, fields: ReadonlySet<string>): LoadState {
  const { status, statistics } = recordOr(job);
  const { state, errorResult, errors } = recordOr(status);
  if (state !== 'DONE') return { status: 'running' };
  if (errorResult === undefined || errorResult === null) {
    const { outputRows } = recordOr(recordOr(statistics).load);
    return { status: 'loaded', rows: Number(outputRows ?? 0) };
  }
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [];
  return {
    status: 'failed',
    reason: reasonWord(recordOr(errorResult).reason),
    places: list.flatMap((error) => placeOf(error, fields) ?? []).slice(0, MOST_PLACES),
  };
}

function placeOf(error: unknown, fields: ReadonlySet<string>): LoadPlace | undefined {
  const { message, reason } = recordOr(error);
  const text = typeof message === 'string' ? message : '';
  const position = /position (\d{1,15})\b/.exec(text)?.[1];
  const named = [...text.matchAll(/\bfield:? "?([\p{L}\p{N}_.]+)/giu)]
    .map(([, name = '']) => name)
    .find((name) => fields.has(name));
  if (position === undefined && named === undefined) return undefined;
  return {
    reason: reasonWord(reason),
    ...(position === undefined ? {} : { position: Number(position) }),
    ...(named === undefined ? {} : { field: named }),
  };
}
