import type { JsonValue } from '../../../model/json-row.ts';
import type { Parameters } from '../request-url.ts';
import type { Paginator } from '../rest-data.ts';

/** A page that was read, and what its list has come to with it. */
export interface PageRead {
  /** The answer. */
  readonly body: JsonValue;
  /** Its header `Link`; `undefined` without one. */
  readonly link: string | undefined;
  /** How messages call it: `shows, page 3`. */
  readonly what: string;
  /** Number of the page in its list, from 1. */
  readonly page: number;
  /** Number of its records. */
  readonly records: number;
  /** Number of the records of the list so far, its own included. */
  readonly received: number;
  /** How many records there are in all; `undefined` where no answer says so. */
  readonly total: number | undefined;
}

/** How the next page is asked for: by parameters of the declared request, or by a URL, which may be relative. */
export type NextPage = { readonly parameters: Parameters } | { readonly link: string };

/** How the pages of a list are asked for, one after the other. Has no state: a page says where it stands. */
export interface OpenPaginator {
  /** Parameters of the first page. */
  readonly first: Parameters;

  /**
   * The page after this one; `undefined` when it was the last one.
   *
   * @throws CaptureError when an answer does not say how it goes on.
   */
  next(page: PageRead): NextPage | undefined;
}

/** What is declared of a paginator of one kind. */
export type PaginatorOf<Kind extends Paginator['kind']> = Extract<
  Paginator,
  { readonly kind: Kind }
>;

/**
 * Whether all records of a list are there, or none follow.
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
