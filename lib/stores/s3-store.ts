import type { S3ClientOptions } from '../aws/s3-connection.ts';
import { S3Failure } from '../aws/s3-failure.ts';
import type { S3Requests } from '../aws/s3-requests.ts';
import { s3Requests } from '../aws/sdk-s3-requests.ts';
import { InputError } from '../errors.ts';
import { type BucketLake, bucketUrl } from '../lake/lake-url.ts';
import type { ByteRange, NewObject } from '../lake/object.ts';
import { ConditionProof, type PutOutcome } from './condition-proof.ts';
import { compareStored, digestOfStored } from './s3-compare.ts';
import { S3Explainer } from './s3-explainer.ts';
import { putInParts } from './s3-multipart.ts';
import { changedMeanwhile, vanished, withoutEtag } from './s3-store-errors.ts';
import type { Store } from './store.ts';

/** Which bucket, and how objects are stored in it. */
export interface S3StoreOptions extends S3ClientOptions {
  /** The folder that holds all keys: `some/folder`. Default: `''`, the whole bucket. */
  readonly base?: string;
  /** The lake as messages name it. Default: its URL. */
  readonly name?: string;
  /** Larger objects are stored in parts. In bytes. Default: 1 GiB. */
  readonly multipartAbove?: number;
  /** Size of a part, in bytes, 5 MiB at least. Default: 64 MiB. */
  readonly partSize?: number;
  /** Sends the requests. Default: the SDK. */
  readonly requests?: S3Requests;
}

/**
 * S3 takes up to 5 GiB in one request, and then keeps the SHA-256 of the whole object, by which the
 * next run compares it without reading it. Above 1 GiB the cost of a broken connection, which loses
 * all that was sent, weighs more.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html
 */
const MULTIPART_ABOVE = 1024 ** 3;

/**
 * Never changes: S3 keeps the digest of the digests of the parts of an object, and an object of parts
 * of another size would have to be read to be compared.
 */
const PART_SIZE = 64 * 1024 ** 2;

/** The end of a multipart upload that an earlier try, which got no response, had already ended. */
const UPLOAD_OVER = 'NoSuchUpload';

/**
 * Opens a store in an S3 bucket, which must exist.
 *
 * An object is stored by one request that fails when its key is taken (`If-None-Match: *`) and that
 * carries its SHA-256, which S3 compares on arrival. When a try was carried out but got no response,
 * the next one finds the key taken by the same bytes, which is success. A server that ignores the
 * condition is found out by the first object and refused.
 *
 * @throws InputError when the account number is invalid.
 */
export function s3Store(options: S3StoreOptions): Store {
  return new S3Store(options);
}

class S3Store implements Store {
  readonly name: string;
  readonly #lake: Pick<BucketLake, 'bucket' | 'base'>;
  /** What precedes each key in the bucket. */
  readonly #below: string;
  readonly #requests: S3Requests;
  readonly #errors: S3Explainer;
  readonly #multipartAbove: number;
  readonly #partSize: number;
  /** A server may honour the condition of a put, and ignore that of the end of an upload. */
  readonly #proofs = { put: new ConditionProof(), upload: new ConditionProof() };

  constructor({
    base = '',
    name,
    multipartAbove = MULTIPART_ABOVE,
    partSize = PART_SIZE,
    requests,
    ...client
  }: S3StoreOptions) {
    checkOwner(client.expectedOwner);
    this.#lake = { bucket: client.bucket, base };
    this.name = name ?? bucketUrl(this.#lake);
    this.#below = base === '' ? '' : `${base}/`;
    this.#requests = requests ?? s3Requests(client);
    this.#errors = new S3Explainer(this.#requests, this.#lake, client.expectedOwner);
    this.#multipartAbove = multipartAbove;
    this.#partSize = partSize;
  }

  async *list(prefix: string): AsyncGenerator<string> {
    const folder = prefix === '' ? this.#below : `${this.#below}${prefix}/`;
    try {
      for await (const page of this.#requests.pages(folder)) {
        // A path that ends in a slash is not an object: consoles create it to show a folder.
        const objects = page.filter((path) => !path.endsWith('/'));
        yield* objects.map((path) => path.slice(this.#below.length));
      }
    } catch (error) {
      throw await this.#errors.explained(prefix, error);
    }
  }

  size(key: string): Promise<number> {
    return this.#errors.explaining(
      key,
      async () => (await this.#requests.head(this.#pathOf(key))).size,
    );
  }

  read(key: string, range?: ByteRange): Promise<Uint8Array> {
    const path = this.#pathOf(key);
    return this.#errors.explaining(key, async () => {
      try {
        if (range === undefined) return await this.#requests.get(path);
        // A request cannot ask for an empty range, but it can ask whether the object exists.
        if (range.length > 0) return await this.#requests.get(path, { range });
        await this.#requests.head(path);
      } catch (error) {
        const isPastTheEnd = error instanceof S3Failure && error.code === 'InvalidRange';
        if (!isPastTheEnd) throw error;
      }
      return new Uint8Array();
    });
  }

  putIfAbsent(key: string, object: NewObject): Promise<'created' | 'identical' | 'taken'> {
    return this.#errors.explaining(key, async () => {
      const isUpload = object.size > this.#multipartAbove;
      this.#checkConditions();
      const proof = isUpload ? this.#proofs.upload : this.#proofs.put;
      if (await proof.put(() => this.#put(key, object, isUpload))) return 'created';
      const { same } = await this.#compare(key, object).catch((error: unknown) => {
        throw error instanceof S3Failure && error.isMissing ? vanished(error) : error;
      });
      return same ? 'identical' : 'taken';
    });
  }

  /** In one request, whatever the size: up to 5 GiB. */
  replace(key: string, object: NewObject, expected: string): Promise<'replaced' | 'identical'> {
    return this.#errors.explaining(key, async () => {
      this.#checkConditions();
      try {
        return await this.#putOver(key, object, expected);
      } catch (error) {
        if (!(error instanceof S3Failure && error.code === 'PreconditionFailed')) throw error;
      }
      // It changed between two requests. Another process may have stored the same bytes, and so may
      // an earlier try of this request that got no response.
      const { same, found } = await this.#compare(key, object);
      if (same) return 'replaced';
      throw changedMeanwhile(this.#lake, key, { expected, found });
    });
  }

  erase(key: string): Promise<boolean> {
    const path = this.#pathOf(key);
    return this.#errors.explaining(key, async () => {
      const versions = await this.#requests.versions(path);
      for (const version of versions) await this.#requests.removeVersion(path, version);
      return versions.length > 0;
    });
  }

  /** Parts of an object are invisible; the lifecycle of the bucket aborts unfinished uploads. */
  async leftovers(): Promise<number> {
    return 0;
  }

  /** There are no leftovers. */
  async sweep(): Promise<number> {
    return 0;
  }

  #pathOf(key: string): string {
    return this.#below + key;
  }

  async #put(key: string, object: NewObject, isUpload: boolean): Promise<PutOutcome> {
    const path = this.#pathOf(key);
    try {
      if (isUpload) await putInParts(this.#requests, path, object, { partSize: this.#partSize });
      else await this.#requests.putIfAbsent(path, object);
      return 'created';
    } catch (error) {
      const code = error instanceof S3Failure ? error.code : '';
      if (code === 'PreconditionFailed') return 'refused';
      if (code === UPLOAD_OVER) return 'unknown';
      throw error;
    }
  }

  /** @throws S3Failure, with the code PreconditionFailed when the object changes between two requests. */
  async #putOver(
    key: string,
    object: NewObject,
    expected: string,
  ): Promise<'replaced' | 'identical'> {
    const path = this.#pathOf(key);
    const head = await this.#requests.head(path);
    const digest = await digestOfStored(this.#requests, path, head);
    if (digest === object.sha256) return 'identical';
    if (digest !== expected) {
      throw changedMeanwhile(this.#lake, key, { expected, found: `SHA-256 ${digest}` });
    }
    if (head.etag === undefined) throw withoutEtag(this.#lake, key, 'replace');
    await this.#requests.putOver(path, object, head.etag);
    return 'replaced';
  }

  #compare(key: string, object: NewObject) {
    const partSize = this.#partSize;
    return compareStored(this.#requests, this.#pathOf(key), object, { partSize });
  }

  #checkConditions(): void {
    this.#proofs.put.check();
    this.#proofs.upload.check();
  }
}

function checkOwner(owner: string | undefined): void {
  if (owner === undefined || /^\d{12}$/.test(owner)) return;
  throw new InputError({
    expected: 'the number of an AWS account, such as 111122223333',
    got: JSON.stringify(owner),
    advice: 'Pass the 12 digits of the account that owns the bucket, without hyphens.',
  });
}
