import { StoreError } from '../errors.ts';
import type { BodyError } from '../lake/object-body.ts';
import { openFilesProblem } from '../lake/open-files.ts';
import { escapeUnprintable } from '../printable.ts';

/**
 * The error of a store for an object whose body cannot be read, or is not what the object says.
 *
 * @param place of the object, as messages name it: `./lake/some/key`
 */
export function bodyError(place: string, key: string, error: BodyError): StoreError {
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const problem = openFilesProblem(code);
  return new StoreError(
    {
      failed: `Could not write ${place}`,
      got: escapeUnprintable(error.message),
      advice:
        'Nothing was stored. Make sure that nothing changes the content while it is stored, and run the same command again.',
      ...problem,
    },
    { key },
    { cause: error, retryable: problem !== undefined },
  );
}
