import { CaptureError } from '../../../errors.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import { kindOfJson, memberAt } from './member-at.ts';

/** Some APIs write counts as text. A double holds 15 digits exactly. */
const DIGITS = /^\d{1,15}$/;

/**
 * A number of records or pages that an answer states.
 *
 * @param options.what how the error calls the page
 * @throws CaptureError when there is no such number.
 * @example
 * countAt({ meta: { total: 70 } }, 'meta.total', { what: 'shows, page 1' }) // => 70
 */
export function countAt(
  body: JsonValue,
  path: string,
  { what }: { readonly what: string },
): number {
  const value = memberAt(body, path);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === 'string' && DIGITS.test(value)) return Number(value);
  throw new CaptureError({
    expected: `${path} in the answer to ${what} to be a whole number`,
    got: typeof value === 'number' ? 'another number' : kindOfJson(value),
    advice: 'Correct the paginator of the job, or remove this member from it.',
  });
}
