import type { OpenPaginator, PaginatorOf } from './paginator.ts';
import { textAt } from './text-at.ts';

/**
 * An answer has the URL of the next page.
 *
 * @example
 * nextLink({ kind: 'next-link', at: 'next' }).first // => {}
 */
export function nextLink({ at }: PaginatorOf<'next-link'>): OpenPaginator {
  return {
    first: {},
    next(page) {
      const link = textAt(page, at);
      return link === undefined ? undefined : { link };
    },
  };
}
