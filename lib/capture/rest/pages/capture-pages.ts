import type { JsonValue } from '../../../model/json-row.ts';
import { periodStart, type TimedPeriod } from '../../../model/period.ts';
import type { RestData, RestIncremental, RestRequest } from '../rest-data.ts';
import type { AskPage } from '../rest-http.ts';
import { recordTime } from '../rows/record-time.ts';
import { type ChildStart, childStart } from './child-start.ts';
import { GzipLines } from './gzip-lines.ts';
import { LimitedPages } from './limited-pages.ts';
import { memberAt } from './member-at.ts';
import { periodValues } from './placeholders.ts';
import { readList } from './read-list.ts';

/** A page that was read, as progress reports have it. */
export interface PageNews {
  /** Number of the page in its period, from 1. A page that is read again counts again. */
  readonly page: number;
  /** Number of its records. */
  readonly records: number;
}

/** What a capture works with. */
export interface CapturePagesOptions {
  readonly ask: AskPage;
  /** Ends the capture between two pages; the error is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  readonly onPage?: ((page: PageNews) => void) | undefined;
}

/**
 * Reads all pages of a period. A list is read to its end before the lists of its records are.
 *
 * @returns the pages in the order of the requests, as gzipped lines of JSON
 * @throws CaptureError when the pages are not complete, whatever the API answers.
 */
export async function capturePages(
  { api: { baseUrl }, request, incremental, limits }: RestData,
  period: TimedPeriod,
  { ask, signal, onPage = () => {} }: CapturePagesOptions,
): Promise<Uint8Array> {
  const pages = new LimitedPages(ask, { ...limits, signal });
  const lines = new GzipLines();
  const lists: number[] = [];
  const isPast = pastOf(incremental, period);

  async function read(asked: RestRequest, depth: number, start: ChildStart): Promise<void> {
    const { path, child } = asked;
    const parent = lists[depth] ?? 0;
    lists[depth] = parent + 1;
    const starts = await readList(
      { baseUrl, request: asked, values: start.values },
      {
        pages,
        lines,
        place: { depth, parent, include: start.include },
        isPast: child === undefined ? isPast : () => false,
        onPage: (records) => onPage({ page: pages.count, records }),
      },
      child && childStart(child, { ...start, path }),
    );
    if (child === undefined) return;
    pages.checkRoom(starts.length, child.path);
    for (const each of starts) await read(child, depth + 1, each);
  }

  await read(request, 0, { values: periodValues(period), include: {} });
  return lines.end();
}

/** Prepares to recognize the records from which on a list is older than the period. */
function pastOf(
  incremental: RestIncremental | undefined,
  period: TimedPeriod,
): (record: JsonValue) => boolean {
  if (incremental?.newestFirst !== true) return () => false;
  const start = periodStart(period);
  return (record) => (recordTime(memberAt(record, incremental.field)) ?? start) < start;
}
