import { isComplete, type OpenPaginator, type PaginatorOf } from './paginator.ts';

/**
 * Each page begins after the records received so far, so that pages may be shorter than requested.
 *
 * @example
 * offset({ kind: 'offset', parameter: 'offset' }).first // => { offset: '0' }
 */
export function offset({ parameter }: PaginatorOf<'offset'>): OpenPaginator {
  return {
    first: { [parameter]: '0' },
    next: (page) =>
      isComplete(page) ? undefined : { parameters: { [parameter]: String(page.received) } },
  };
}
