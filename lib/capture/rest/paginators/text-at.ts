import { CaptureError } from '../../../errors.ts';
import { kindOfJson, memberAt } from '../pages/member-at.ts';
import type { PageRead } from './paginator.ts';

/**
 * The link or cursor that leads to the next page; `undefined` when it is `null`, empty or missing. A number
 * is read as text.
 *
 * @throws CaptureError when it is anything else.
 * @example
 * textAt({ body: { next: null }, what: 'shows, page 1' }, 'next') // => undefined
 */
export function textAt(
  { body, what }: Pick<PageRead, 'body' | 'what'>,
  path: string,
): string | undefined {
  const value = memberAt(body, path) ?? '';
  if (value === '') return undefined;
  if ((typeof value === 'string' && value.isWellFormed()) || typeof value === 'number')
    return String(value);
  throw new CaptureError({
    expected: `${path} in the answer to ${what} to be text, or null on the last page`,
    got: typeof value === 'string' ? 'text that is not well-formed' : kindOfJson(value),
    advice: 'Correct the paginator of the job.',
  });
}
