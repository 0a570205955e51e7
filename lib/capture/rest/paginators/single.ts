import type { OpenPaginator } from './paginator.ts';

/**
 * There is one page.
 *
 * @example
 * single().first // => {}
 */
export function single(): OpenPaginator {
  return { first: {}, next: () => undefined };
}
