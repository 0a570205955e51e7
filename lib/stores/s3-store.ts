import { s3Requests } from '../aws/s3-client.ts';
import type { S3ClientOptions } from '../aws/s3-connection.ts';
import { s3Error } from '../aws/s3-errors.ts';
import { S3Failure } from '../aws/s3-failure.ts';
import type { S3Requests } from '../aws/s3-requests.ts';
import { DifferentObjectError, InputError, StoreError } from '../errors.ts';
import { bucketUrl } from '../lake/lake-url.ts';
import type { ByteRange, NewObject } from '../lake/object.ts';
import { compareStored, digestOfStored } from './s3-compare.ts';
import { putInParts } from './s3-multipart.ts';
import type { Store } from './store.ts';

/** Which bucket, and how objects get there. */
export interface S3StoreOptions extends S3ClientOptions {
  /** The folder below which all keys lie: `some/folder`. Default: `''`, the whole bucket. */
  readonly base?: string;
  /** How messages name the lake. Default: its URL. */
  readonly name?: string;
  /** Objects of more bytes than that land in parts. Default: 1 GiB. */
  readonly multipartAbove?: number;
  /** Size of a part, in bytes, 5 MiB at least. Default: 64 MiB. */
  readonly partSize?: number;
  /** Who carries the requests out. Default: the SDK. */
  readonly requests?: S3Requests;
}

/**
 * S3 takes up to 5 GiB in one request, and that is what an object should land in: S3 then keeps
 * the SHA-256 of the whole, by which the next run compares it without reading it. Above 1 GiB it
 * weighs more that a connection that breaks would cost all that was sent.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html
 */
const MULTIPART_ABOVE = 1024 ** 3;

const PART_SIZE = 64 * 1024 ** 2;

/** Of the end of a multipart upload that an earlier, unanswered try had ended already. */
const UPLOAD_OVER = 'NoSuchUpload';

/**
 * A store in an S3 bucket, which must exist.
 *
 * An object lands by one request that fails when its key is taken (`If-None-Match: *`) and that
 * carries its SHA-256, which S3 compares with what arrives. A try that was applied but not
 * answered makes the next one find the key taken by the very same bytes: that is success.
 *
 * @throws InputError when the number of the account is none.
 */
export function s3Store({
  base = '',
  name,
  multipartAbove = MULTIPART_ABOVE,
  partSize = PART_SIZE,
  requests: given,
  ...client
}: S3StoreOptions): Store {
  checkOwner(client.expectedOwner);
  const lake = { bucket: client.bucket, base };
  const below = base === '' ? '' : `${base}/`;
  const requests = given ?? s3Requests(client);

  async function* list(prefix: string): AsyncGenerator<string> {
    const folder = prefix === '' ? below : `${below}${prefix}/`;
    try {
      for await (const page of requests.pages(folder)) {
        // What ends in a slash is no object of anybody's: consoles put it there to show a folder.
        yield* page.filter((path) => !path.endsWith('/')).map((path) => path.slice(below.length));
      }
    } catch (error) {
      throw await explained(error, prefix);
    }
  }

  async function size(key: string): Promise<number> {
    try {
      return (await requests.head(below + key)).size;
    } catch (error) {
      throw await explained(error, key);
    }
  }

  async function read(key: string, range?: ByteRange): Promise<Uint8Array> {
    try {
      if (range === undefined) return await requests.get(below + key);
      // A range of nothing cannot be written in a request; that the object is there can be asked.
      if (range.length > 0) return await requests.get(below + key, { range });
      await requests.head(below + key);
    } catch (error) {
      const pastTheEnd = error instanceof S3Failure && error.code === 'InvalidRange';
      if (!pastTheEnd) throw await explained(error, key);
    }
    return new Uint8Array();
  }

  async function putIfAbsent(key: string, object: NewObject): Promise<'created' | 'identical'> {
    try {
      return (await land(below + key, object)) ? 'created' : await compare(key, object);
    } catch (error) {
      throw await explained(error, key);
    }
  }

  /** Gives whether the key was free. */
  async function land(path: string, object: NewObject): Promise<boolean> {
    try {
      if (object.bytes.length > multipartAbove) {
        await putInParts(requests, path, object, { partSize });
      } else {
        const digest = Buffer.from(object.sha256, 'hex').toString('base64');
        await requests.putIfAbsent(path, { bytes: object.bytes, sha256: digest });
      }
      return true;
    } catch (error) {
      const code = error instanceof S3Failure ? error.code : '';
      if (code === 'PreconditionFailed' || code === UPLOAD_OVER) return false;
      throw error;
    }
  }

  async function compare(key: string, object: NewObject): Promise<'identical'> {
    const { same, there } = await compareStored(requests, below + key, object, { partSize }).catch(
      (error: unknown) => {
        throw error instanceof S3Failure && error.isMissing ? vanished(error) : error;
      },
    );
    if (same) return 'identical';
    throw new DifferentObjectError(
      {
        expected: `${bucketUrl(lake, key)} to be free or to hold SHA-256 ${object.sha256}`,
        got: there,
        advice:
          'Nothing was overwritten. Use the seed and the settings the lake was filled with, or move the object away.',
      },
      { key },
    );
  }

  /** In one request whatever the size: up to 5 GiB, which no hour comes near. */
  async function replace(
    key: string,
    object: NewObject,
    expected: string,
  ): Promise<'replaced' | 'identical'> {
    try {
      return await putOver(key, object, expected);
    } catch (error) {
      if (!(error instanceof S3Failure && error.code === 'PreconditionFailed')) {
        throw await explained(error, key);
      }
    }
    // It changed between two requests. Another one may have put the very bytes there, and so may an
    // earlier try of this one that was applied and not answered.
    try {
      const { same, there } = await compareStored(requests, below + key, object, { partSize });
      if (same) return 'replaced';
      throw changedMeanwhile(key, expected, there);
    } catch (error) {
      throw await explained(error, key);
    }
  }

  /** @throws S3Failure, with the code PreconditionFailed when it changes between two requests. */
  async function putOver(
    key: string,
    object: NewObject,
    expected: string,
  ): Promise<'replaced' | 'identical'> {
    const head = await requests.head(below + key);
    const there = await digestOfStored(requests, below + key, head);
    if (there === object.sha256) return 'identical';
    if (there !== expected) throw changedMeanwhile(key, expected, `SHA-256 ${there}`);
    if (head.etag === undefined) throw withoutEtag(key);
    const digest = Buffer.from(object.sha256, 'hex').toString('base64');
    await requests.putOver(below + key, { bytes: object.bytes, sha256: digest }, head.etag);
    return 'replaced';
  }

  function changedMeanwhile(key: string, expected: string, there: string): DifferentObjectError {
    return new DifferentObjectError(
      {
        expected: `${bucketUrl(lake, key)} to hold SHA-256 ${expected}, as it did when it was looked at`,
        got: there,
        advice:
          'Nothing was overwritten. Look for what else writes to the bucket, and run the same command again.',
      },
      { key },
    );
  }

  function withoutEtag(key: string): StoreError {
    return new StoreError(
      {
        expected: `an ETag of ${bucketUrl(lake, key)}, by which nothing but what was looked at is replaced`,
        got: 'none',
        advice: 'Name a bucket of S3 itself, or of a server that gives ETags, with --lake.',
      },
      { key },
    );
  }

  /** The error of the store for one of the SDK; any other as it is. */
  async function explained(error: unknown, key: string): Promise<unknown> {
    if (!(error instanceof S3Failure)) return error;
    const notOwnedBy = (await isOfAnotherOwner(error)) ? client.expectedOwner : undefined;
    return s3Error(error, { key, lake, region: await requests.region(), notOwnedBy });
  }

  /**
   * S3 refuses the wrong owner as it refuses a missing permission. Only a bucket that answers
   * anybody, and nobody who names this owner, is known to be of another one.
   */
  async function isOfAnotherOwner(failure: S3Failure): Promise<boolean> {
    return (
      failure.isDenied &&
      client.expectedOwner !== undefined &&
      !(await requests.bucketAnswers({ ofOwner: true })) &&
      (await requests.bucketAnswers({ ofOwner: false }))
    );
  }

  /** Parts of an object are invisible; the bucket's lifecycle aborts uploads that nobody ends. */
  async function leftovers(): Promise<number> {
    return 0;
  }

  /** There are no leftovers. */
  async function sweep(): Promise<number> {
    return 0;
  }

  return {
    name: name ?? bucketUrl(lake),
    list,
    size,
    read,
    putIfAbsent,
    replace,
    leftovers,
    sweep,
  };
}

function checkOwner(owner: string | undefined): void {
  if (owner === undefined || /^\d{12}$/.test(owner)) return;
  throw new InputError({
    expected: 'the number of an AWS account, such as 111122223333',
    got: JSON.stringify(owner),
    advice: 'Pass the 12 digits of the account that the bucket belongs to, without hyphens.',
  });
}

/** The key was taken a moment ago, and is free again: whoever removed the object may be at it yet. */
function vanished({ action, path, cause }: S3Failure): S3Failure {
  const error = new Error('The object was removed', { cause });
  return new S3Failure(action, path, Object.assign(error, { name: 'PreconditionFailed' }));
}
