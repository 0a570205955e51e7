import { isComplete, type OpenPaginator, type PaginatorOf } from './paginator.ts';

/**
 * Each page begins after the records that were received. A page may have fewer records than were asked
 * for.
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
