import { CaptureError } from '../../../errors.ts';
import { kindOfJson, memberAt } from '../member-at.ts';
import type { PageRead } from './paginator.ts';

/**
 * A text with which an answer says how it goes on; `undefined` where it is `null`, empty or not there.
 * A number is read as its text.
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
    expected: `${path} of ${what} to be a text, or null on the last page`,
    got: typeof value === 'string' ? 'half a character' : kindOfJson(value),
    advice: 'Correct the paginator of the job.',
  });
}
