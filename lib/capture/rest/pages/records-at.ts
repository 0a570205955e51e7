import { CaptureError } from '../../../errors.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import { isJsonList, kindOfJson, memberAt } from './member-at.ts';

/**
 * The records of an answer.
 *
 * @param path where the list is; `''` where the answer is the list
 * @param options.what how the error calls the page
 * @throws CaptureError when there is no list.
 * @example
 * recordsAt({ shows: { items: [1, 2] } }, 'shows.items', { what: 'search, page 1' }) // => [1, 2]
 */
export function recordsAt(
  body: JsonValue,
  path: string,
  { what }: { readonly what: string },
): readonly JsonValue[] {
  const found = memberAt(body, path);
  if (isJsonList(found)) return found;
  throw new CaptureError({
    expected: `${path === '' ? 'the answer' : `${path} in the answer`} to ${what} to be a list`,
    got: kindOfJson(found),
    advice: 'Correct "records" of the request in the job.',
  });
}
