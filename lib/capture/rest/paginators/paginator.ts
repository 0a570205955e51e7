import type { JsonValue } from '../../../model/json-row.ts';
import type { Parameters } from '../pages/request-url.ts';
import type { Paginator } from '../rest-data.ts';

/** A page that was read, and the state of its list after it. */
export interface PageRead {
  /** The answer. */
  readonly body: JsonValue;
  /** Its header `Link`; `undefined` without one. */
  readonly link: string | undefined;
  /** Its name in messages: `shows, page 3`. */
  readonly what: string;
  /** Number of the page in its list, from 1. */
  readonly page: number;
  /** Number of its records. */
  readonly records: number;
  /** Number of records of the list so far, including this page. */
  readonly received: number;
  /** Number of records of the whole list; `undefined` when the job does not declare where it is. */
  readonly total: number | undefined;
}

/** The next page: parameters of the declared request, or a URL, which may be relative. */
export type NextPage = { readonly parameters: Parameters } | { readonly link: string };

/** Leads from one page of a list to the next. Stateless: the page has all that decides. */
export interface OpenPaginator {
  /** Parameters of the first page. */
  readonly first: Parameters;

  /**
   * The page after this one; `undefined` when this is the last one.
   *
   * @throws CaptureError when the answer lacks what leads to the next page.
   */
  next(page: PageRead): NextPage | undefined;
}

/** What is declared of a paginator of one kind. */
export type PaginatorOf<Kind extends Paginator['kind']> = Extract<
  Paginator,
  { readonly kind: Kind }
>;

/**
 * Whether a list has no further records: all of its total were received, or a page is empty.
 *
 * @example
 * isComplete({ records: 10, received: 30, total: 30 }) // => true
 * isComplete({ records: 0, received: 20, total: 30 }) // => true
 */
export function isComplete({
  records,
  received,
  total = Number.POSITIVE_INFINITY,
}: Pick<PageRead, 'records' | 'received' | 'total'>): boolean {
  return records === 0 || received >= total;
}
