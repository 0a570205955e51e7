import { CaptureError } from '../../../errors.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import { parseExactJson } from '../../exact-json.ts';
import { openPaginator } from '../paginators/open-paginator.ts';
import type { PageRead } from '../paginators/paginator.ts';
import type { RestRequest } from '../rest-data.ts';
import type { PageAnswer } from '../rest-http.ts';
import { countAt } from './count-at.ts';
import type { LimitedPages } from './limited-pages.ts';
import type { PlaceholderValues } from './placeholders.ts';
import { recordsAt } from './records-at.ts';
import { requestUrl } from './request-url.ts';

/** One list of an API: a request, and the values of its placeholders. */
export interface RestList {
  readonly baseUrl: string;
  readonly request: RestRequest;
  readonly values: PlaceholderValues;
}

/** A page of a list. */
export interface ListPage {
  readonly answer: PageAnswer;
  readonly records: readonly JsonValue[];
  readonly read: PageRead;
}

/**
 * The pages of a list, in order. Each is requested when the caller asks for it.
 *
 * @throws CaptureError when an answer is not as declared, links to another origin, or repeats a page.
 */
export async function* listPages(
  { baseUrl, request, values }: RestList,
  pages: LimitedPages,
): AsyncGenerator<ListPage, void, undefined> {
  const paginator = openPaginator(request.paginator);
  const repeats = new RepeatedPages();
  let received = 0;
  let url = requestUrl(baseUrl, request, { values, parameters: paginator.first });
  for (let page = 1; ; page += 1) {
    const what = `${request.path}, page ${page}`;
    repeats.checkUrl(url, what);
    const answer = await pages.ask(url, what);
    const body = bodyOf(answer, what);
    const records = recordsAt(body, request.records, { what });
    if (records.length > 0) repeats.checkText(answer.text, what);
    received += records.length;
    const { total: at } = request.paginator;
    const total = at === undefined ? undefined : countAt(body, at, { what });
    const counts = { page, records: records.length, received, total };
    const read = { body, link: answer.link, what, ...counts };
    yield { answer, records, read };
    const next = paginator.next(read);
    if (next === undefined) return;
    url =
      'link' in next
        ? linkedUrl(next.link, { answer, baseUrl, what })
        : requestUrl(baseUrl, request, { values, parameters: next.parameters });
  }
}

/** Detects pages that were read before. */
class RepeatedPages {
  readonly #urls = new Set<string>();
  #text: string | undefined;

  checkUrl({ href }: URL, what: string): void {
    if (this.#urls.has(href)) throw repeated(what, 'the URL of an earlier page');
    this.#urls.add(href);
  }

  /** An API that ignores the parameter of the paginator returns the first page for ever. */
  checkText(text: string, what: string): void {
    if (text === this.#text) throw repeated(what, 'the same answer as for the previous page');
    this.#text = text;
  }
}

function repeated(what: string, got: string): CaptureError {
  return new CaptureError({
    expected: `${what} to be a new page`,
    got,
    advice: 'Correct the paginator of the job: the API pages in another way.',
  });
}

function bodyOf({ text, bytes }: PageAnswer, what: string): JsonValue {
  try {
    return parseExactJson(text);
  } catch {
    // Without the cause: its message quotes the answer.
    throw new CaptureError({
      expected: `the answer to ${what} to be JSON`,
      got: `${bytes} bytes that are not JSON`,
      advice: 'Check the base URL and the path in the job, and whether the API answers in JSON.',
    });
  }
}

function linkedUrl(
  link: string,
  {
    answer,
    baseUrl,
    what,
  }: { readonly answer: PageAnswer; readonly baseUrl: string; readonly what: string },
): URL {
  const { origin } = new URL(baseUrl);
  const url = URL.canParse(link, answer.url.href) ? new URL(link, answer.url.href) : undefined;
  if (url?.origin === origin && url.username === '' && url.password === '') {
    url.hash = '';
    return url;
  }
  throw new CaptureError({
    expected: `the page after ${what} to be at ${origin}`,
    got: url === undefined ? 'a link that is not a URL' : 'a link to another origin',
    advice:
      'Correct the base URL or the paginator of the job. Requests never leave the origin of the base URL.',
  });
}
