import type { Paginator } from '../rest-data.ts';
import { cursor } from './cursor.ts';
import { linkHeader } from './link-header.ts';
import { nextLink } from './next-link.ts';
import { offset } from './offset.ts';
import { pageNumber } from './page-number.ts';
import type { OpenPaginator } from './paginator.ts';
import { single } from './single.ts';

/**
 * Opens a paginator as it is declared.
 *
 * @example
 * openPaginator({ kind: 'offset', parameter: 'start' }).first // => { start: '0' }
 */
export function openPaginator(declared: Paginator): OpenPaginator {
  switch (declared.kind) {
    case 'single':
      return single();
    case 'offset':
      return offset(declared);
    case 'page':
      return pageNumber(declared);
    case 'next-link':
      return nextLink(declared);
    case 'link-header':
      return linkHeader();
    case 'cursor':
      return cursor(declared);
  }
}
