import { countAt } from '../pages/count-at.ts';
import { isComplete, type OpenPaginator, type PageRead, type PaginatorOf } from './paginator.ts';

/** Number of the first page when a job declares none. */
const FIRST = 1;

/**
 * Pages have consecutive numbers. An empty page ends the list, unless the answer states the number of pages.
 *
 * @example
 * pageNumber({ kind: 'page', parameter: 'page' }).first // => { page: '1' }
 */
export function pageNumber({
  parameter,
  first = FIRST,
  pages,
}: PaginatorOf<'page'>): OpenPaginator {
  function isLast(read: PageRead): boolean {
    if (pages === undefined) return isComplete(read);
    const { page, received, total = Number.POSITIVE_INFINITY } = read;
    return page >= countAt(read.body, pages, read) || received >= total;
  }

  return {
    first: { [parameter]: String(first) },
    next: (read) =>
      isLast(read) ? undefined : { parameters: { [parameter]: String(first + read.page) } },
  };
}
