import { CaptureError } from '../../../errors.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { GzipLines } from './gzip-lines.ts';
import type { LimitedPages } from './limited-pages.ts';
import { type ListPage, listPages, type RestList } from './list-pages.ts';
import { type PagePlace, pageLine } from './page-line.ts';

/** Further readings of a list that changed while it was read. */
const AGAIN = 3;

/** What reading a list works with. */
export interface ReadListOptions {
  readonly pages: LimitedPages;
  /** Where the pages are kept. */
  readonly lines: GzipLines;
  /** Where the list is in the capture. */
  readonly place: Omit<PagePlace, 'page'>;
  /** Whether this record, and so every later one, is older than the period. */
  readonly isPast: (record: JsonValue) => boolean;
  /** Called for each page with the number of its records. */
  readonly onPage: (records: number) => void;
}

/**
 * Reads the pages of a list and keeps them. When the number of records does not match the total, or the
 * total changes between pages, the list is read again from its start, and the earlier pages are dropped.
 *
 * @param onRecord maps a record and its number in the list, from 1, to what the caller needs of it.
 *   `undefined`: nothing.
 * @returns the results of `onRecord`, in the order of the records
 * @throws CaptureError when an answer is not as declared, pages do not end, or no reading matches the total.
 */
export async function readList<Kept>(
  list: RestList,
  options: ReadListOptions,
  onRecord: ((record: JsonValue, position: number) => Kept) | undefined,
): Promise<readonly Kept[]> {
  const start = options.lines.mark();
  for (let again = 0; ; again += 1) {
    const kept: Kept[] = [];
    const problem = await readOnce(list, options, (record, position) => {
      if (onRecord !== undefined) kept.push(onRecord(record, position));
    });
    if (problem === undefined) return kept;
    if (again === AGAIN) throw unsteady(list, problem);
    options.lines.rewind(start);
  }
}

/** Returns why the reading does not match the total, or `undefined` when it does. */
async function readOnce(
  list: RestList,
  { pages, lines, place, isPast, onPage }: ReadListOptions,
  onRecord: (record: JsonValue, position: number) => void,
): Promise<string | undefined> {
  const { most = Number.POSITIVE_INFINITY } = list.request;
  let received = 0;
  let total: number | undefined;
  for await (const { answer, records, read } of listPages(list, pages)) {
    if (read.page > 1 && read.total !== total) return 'a total that changed between pages';
    lines.add(lineOf({ answer, read }, place));
    const counted = records.slice(0, most - received);
    for (const [at, record] of counted.entries()) onRecord(record, received + at + 1);
    received += counted.length;
    total = read.total;
    onPage(records.length);
    const last = records.at(-1);
    if (last !== undefined && isPast(last)) return undefined;
    if (received >= most) break;
  }
  const isWhole = total === undefined || received === Math.min(total, most);
  return isWhole ? undefined : 'another number of records';
}

function lineOf(
  { answer, read: { page } }: Pick<ListPage, 'answer' | 'read'>,
  place: Omit<PagePlace, 'page'>,
): string {
  const { url, status, time, text } = answer;
  return pageLine({ url: url.href, status, time, ...place, page }, text);
}

function unsteady({ request: { path, paginator } }: RestList, problem: string): CaptureError {
  return new CaptureError({
    expected: `${path} to have as many records as ${paginator.total} states`,
    got: `${problem}, in each of ${AGAIN + 1} readings`,
    advice:
      'If the list changes while it is read, the next run may succeed. If the total counts something else, remove "total" from the paginator.',
  });
}
