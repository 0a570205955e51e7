import { InputError } from '../errors.ts';
import { bucketNameProblem } from './bucket-name.ts';
import { checkShellPath } from './shell-path.ts';

/** A lake in a folder of this machine. */
export interface FolderLake {
  readonly kind: 'folder';
  /** As it was written; may be relative to the working directory. */
  readonly path: string;
}

/** A lake in an S3 bucket. */
export interface BucketLake {
  readonly kind: 'bucket';
  readonly bucket: string;
  /** The folder below which all keys lie, without slashes at its ends; `''` for the whole bucket. */
  readonly base: string;
}

/** Where a lake is. */
export type LakeUrl = FolderLake | BucketLake;

/**
 * Characters of a folder in a bucket: none that has a meaning in a glob, a URL or SQL, and no `=`,
 * because engines read a folder `a=b` as a partition column.
 */
const SEGMENT = /^[A-Za-z0-9._-]+$/;

/** At least two letters: the drive letter of a Windows path is not a scheme. */
const SCHEME = /^([a-z][a-z0-9+.-]+):\/\//i;

/**
 * Parses the URL of a lake: `./lake`, `s3://bucket` or `s3://bucket/some/folder`.
 *
 * @throws InputError for any other URL, a bucket name that S3 does not allow, a query string,
 *   credentials, and a path that begins with `~`.
 *
 * @example
 * parseLakeUrl('./lake') // => { kind: 'folder', path: './lake' }
 * parseLakeUrl('s3://my-lake/tests/') // => { kind: 'bucket', bucket: 'my-lake', base: 'tests' }
 */
export function parseLakeUrl(url: string): LakeUrl {
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme === 's3') return bucketLake(url, url.slice('s3://'.length));
  if (url !== '' && scheme === undefined && !/^s3:|\0/i.test(url)) {
    return { kind: 'folder', path: checkShellPath(url) };
  }
  throw new InputError({
    expected: 'a lake in a folder, such as ./lake, or in a bucket, such as s3://my-lake',
    got: shown(url),
    advice: 'Pass the path of a folder, or s3:// and the name of a bucket.',
  });
}

/**
 * The URL of a key in a bucket, in the form that Athena, Glue and DuckDB accept.
 *
 * @param key Default: the URL of the lake itself.
 *
 * @example
 * bucketUrl({ bucket: 'my-lake', base: '' }) // => 's3://my-lake'
 * bucketUrl({ bucket: 'my-lake', base: 'tests' }, 'a/b') // => 's3://my-lake/tests/a/b'
 */
export function bucketUrl(
  { bucket, base }: Pick<BucketLake, 'bucket' | 'base'>,
  key: string = '',
): string {
  return `s3://${[bucket, base, key].filter((part) => part !== '').join('/')}`;
}

function bucketLake(url: string, rest: string): BucketLake {
  if (/[?#@]/.test(rest)) {
    throw new InputError({
      expected: 'only the URL of a bucket, such as s3://my-lake/some/folder',
      got: shown(url),
      advice:
        'Leave out the query and the credentials: Hourlake reads them from the AWS configuration.',
    });
  }
  const [bucket = '', ...segments] = rest.split('/');
  while (segments.at(-1) === '') segments.pop();
  const problem = bucketNameProblem(bucket);
  if (problem !== undefined) {
    throw new InputError({
      expected: 'the name of an S3 bucket after s3://',
      got: JSON.stringify(bucket),
      advice: `The name of a bucket ${problem}. Pass one such as s3://my-lake.`,
    });
  }
  const wrong = segments.find(
    (segment) => !SEGMENT.test(segment) || segment === '.' || segment === '..',
  );
  if (wrong !== undefined) {
    throw new InputError({
      expected: 'a folder in the bucket, of letters, digits, dots, hyphens and underscores',
      got: JSON.stringify(wrong),
      advice: 'Pass a folder such as s3://my-lake/some/folder.',
    });
  }
  return { kind: 'bucket', bucket, base: segments.join('/') };
}

/** The URL without what may be a secret: user, password and query. */
function shown(url: string): string {
  const bare = url.replace(/^([^:]*:\/*).*@/s, '$1…@').replace(/[?#].*$/s, '?…');
  return JSON.stringify(bare);
}
