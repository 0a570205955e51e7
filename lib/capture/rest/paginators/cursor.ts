import type { OpenPaginator, PaginatorOf } from './paginator.ts';
import { textAt } from './text-at.ts';

/**
 * An answer has text that the next request sends back.
 *
 * @example
 * cursor({ kind: 'cursor', parameter: 'cursor', at: 'next' }).first // => {}
 */
export function cursor({ parameter, at }: PaginatorOf<'cursor'>): OpenPaginator {
  return {
    first: {},
    next(page) {
      const text = textAt(page, at);
      return text === undefined ? undefined : { parameters: { [parameter]: text } };
    },
  };
}
