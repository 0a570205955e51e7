import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { InputError } from '../errors.ts';
import { bucketUrl, parseLakeUrl } from '../lake/lake-url.ts';
import { folderStore } from './folder-store.ts';
import type { S3StoreOptions } from './s3-store.ts';
import type { Store } from './store.ts';

/** How a store is opened. */
export interface OpenStoreOptions {
  /** For lakes in a bucket only. Default: the AWS settings of the process. */
  readonly s3?: Omit<S3StoreOptions, 'bucket' | 'base' | 'name'>;
}

/**
 * Opens the store that the URL of a lake names: a folder, which need not exist yet, or a bucket, to
 * which no request is sent before its first use.
 *
 * @param url as the user wrote it: `./lake`, `s3://bucket`, `s3://bucket/some/folder`
 * @param resolvePath makes a path absolute, from the working directory of the user
 * @throws InputError when the URL names neither, or the path of something that is not a folder.
 */
export async function openStore(
  url: string,
  resolvePath: (path: string) => string,
  { s3 = {} }: OpenStoreOptions = {},
): Promise<Store> {
  const lake = parseLakeUrl(url);
  if (lake.kind === 'folder') return openFolder(lake.path, resolvePath);
  // Loading the SDK takes longer than most commands over a folder.
  const { s3Store } = await import('./s3-store.ts');
  const { bucket, base } = lake;
  return s3Store({ ...s3, bucket, base, name: bucketUrl(lake) });
}

async function openFolder(url: string, resolvePath: (path: string) => string): Promise<Store> {
  const path = resolvePath(url);
  if (!isAbsolute(path)) throw new TypeError(`resolvePath returned the relative path ${path}`);
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw new InputError({
      expected: `the lake ${url} to be a folder`,
      got: 'a file',
      advice: 'Name a folder instead: it is created when the first object lands.',
    });
  }
  return folderStore(path, { name: url });
}
