import { StoreError } from '../../lib/errors.ts';
import { openStore } from '../../lib/stores/open-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import type { LakeOptions } from '../options/lake-options.ts';

/**
 * Opens the store of the lake that the options name.
 *
 * @throws InputError when its URL names neither a folder nor a bucket.
 */
export async function openLakeStore(
  context: Context,
  { lake, bucketOwner }: LakeOptions,
): Promise<Store> {
  return openStore(lake, context.resolvePath, {
    s3: bucketOwner === undefined ? {} : { expectedOwner: bucketOwner },
  });
}

/** The error of a command that needs landed periods and finds none, in a range such as ` from 2026-01-01T00`. */
export function nothingLanded(store: Store, range = ''): StoreError {
  return new StoreError(
    {
      expected: `landed periods in the lake ${store.name}${range}`,
      got: 'none',
      advice: 'Run "hourlake ingest" first, or name another lake with --lake.',
    },
    { key: '' },
  );
}
