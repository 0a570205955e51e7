import { bucketUrl, type LakeUrl, parseLakeUrl } from '../../lib/lake/lake-url.ts';
import type { Context } from '../context.ts';
import type { LakeOptions } from '../options/lake-options.ts';

/** Where a lake is. */
export interface LakePlace {
  readonly url: LakeUrl;
  /** For engines and catalogs: an absolute path, or `s3://bucket` or `s3://bucket/some/folder`. */
  readonly root: string;
}

/**
 * Where the lake that the options name is.
 *
 * @throws InputError when its URL names neither a folder nor a bucket.
 */
export function lakePlace(context: Context, { lake }: LakeOptions): LakePlace {
  const url = parseLakeUrl(lake);
  return { url, root: url.kind === 'bucket' ? bucketUrl(url) : context.resolvePath(url.path) };
}
