import type { JsonValue } from '../../model/json-row.ts';
import { periodStart, type TimedPeriod } from '../../model/period.ts';
import { type ChildStart, childStart } from './child-start.ts';
import { GzipLines } from './gzip-lines.ts';
import { LimitedPages } from './limited-pages.ts';
import { memberAt } from './member-at.ts';
import { periodValues } from './placeholders.ts';
import { readList } from './read-list.ts';
import { recordTime } from './record-time.ts';
import type { RestData, RestRequest } from './rest-data.ts';
import type { AskPage } from './rest-http.ts';

/** A page that was read, for those who watch. */
export interface PageNews {
  /** Number of the page in its period, from 1; pages that were read again count again. */
  readonly page: number;
  /** Number of its records. */
  readonly records: number;
}

/** What capturing a period works with. */
export interface CapturePagesOptions {
  readonly ask: AskPage;
  /** Ends the capture between two pages, with the reason of the signal as the error. */
  readonly signal?: AbortSignal | undefined;
  readonly onPage?: ((page: PageNews) => void) | undefined;
}

/**
 * Reads all pages of a period: a list as a whole, then the list of each of its records in their order.
 *
 * @returns the pages as lines of JSON, gzipped
 * @throws CaptureError when they are not all there, whatever the API answers.
 */
export async function capturePages(
  { api: { baseUrl }, request, incremental, limits }: RestData,
  period: TimedPeriod,
  { ask, signal, onPage = () => {} }: CapturePagesOptions,
): Promise<Uint8Array> {
  const pages = new LimitedPages(ask, { ...limits, signal });
  const lines = new GzipLines();
  const lists: number[] = [];
  const options = {
    pages,
    lines,
    onPage: (records: number) => onPage({ page: pages.count, records }),
  };

  function isPast(record: JsonValue): boolean {
    if (incremental?.newestFirst !== true) return false;
    const time = recordTime(memberAt(record, incremental.field));
    return time !== undefined && time < periodStart(period);
  }

  async function read(asked: RestRequest, depth: number, start: ChildStart): Promise<void> {
    const { path, child } = asked;
    const parent = lists[depth] ?? 0;
    lists[depth] = parent + 1;
    const place = { depth, parent, include: start.include };
    const ofRows = { ...options, place, isPast: child === undefined ? isPast : () => false };
    const starts = await readList(
      { baseUrl, request: asked, values: start.values },
      ofRows,
      child && childStart(child, { ...start, path }),
    );
    if (child === undefined) return;
    pages.checkRoom(starts.length, child.path);
    for (const each of starts) await read(child, depth + 1, each);
  }

  await read(request, 0, { values: periodValues(period), include: {} });
  return lines.end();
}
