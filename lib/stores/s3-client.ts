import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { inChunks, wholeBody } from './s3-bodies.ts';
import { s3Error } from './s3-errors.ts';
import { markedRetryable, type S3Action, S3Failure } from './s3-failure.ts';
import type { ByteRange } from './store.ts';

/** How the SDK reaches S3. What is left out comes from the AWS settings of the process. */
export interface S3Connection extends Pick<S3ClientConfig, 'credentials'> {
  /** Of a server that speaks S3: `http://127.0.0.1:9000`. */
  readonly endpoint?: string;
  readonly region?: string;
  /** How often a request is tried, the first time included. Default: 6. */
  readonly attempts?: number;
  /** After how long a connection that is not made is given up. Default: 5,000. */
  readonly connectTimeoutMs?: number;
  /** After how long a connection on which nothing moves is given up. Default: 20,000. */
  readonly idleTimeoutMs?: number;
}

/** Which bucket, and how it is spoken to. */
export interface S3ClientOptions {
  readonly bucket: string;
  /** The account that the bucket must belong to: 12 digits. Default: any. */
  readonly expectedOwner?: string | undefined;
  /** Whether the bucket is in the path of the address instead of its host. Default: `false`. */
  readonly pathStyle?: boolean | undefined;
  readonly client?: S3Connection | undefined;
}

/** What HEAD tells of an object. */
export interface S3Head {
  /** In bytes. */
  readonly size: number;
  readonly etag: string | undefined;
  /** In Base64, of the whole object; `…-3` is the one of the digests of its three parts. */
  readonly sha256: string | undefined;
}

/** Bytes that S3 compares with their digest when they arrive. */
export interface S3Body {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A part that S3 has, as it wants to hear of it at the end. */
export interface S3Part {
  readonly PartNumber: number;
  readonly ETag: string | undefined;
  readonly ChecksumSHA256: string;
}

/** What is asked of S3, about one bucket. Digests are in Base64. Every call throws {@link S3Failure}. */
export interface S3Requests {
  /** Pages of up to 1,000 paths that begin with a prefix. */
  pages(prefix: string): AsyncIterable<readonly string[]>;
  head(path: string): Promise<S3Head>;
  /** The whole object or a range of it, which must begin before its end. */
  get(
    path: string,
    options?: { range?: ByteRange; etag?: string | undefined },
  ): Promise<Uint8Array>;
  /** Fails with the code PreconditionFailed when the path is taken. */
  putIfAbsent(path: string, body: S3Body): Promise<void>;
  /** Gives the id of a multipart upload. */
  startUpload(path: string): Promise<string>;
  /** @param number of the part, from 1 */
  uploadPart(path: string, upload: string, part: S3Body & { number: number }): Promise<S3Part>;
  /**
   * Gives the digest of the object, as HEAD does; `undefined` from a server that has none. Fails
   * like `putIfAbsent` when the path is taken.
   */
  completeIfAbsent(
    path: string,
    upload: string,
    parts: readonly S3Part[],
  ): Promise<string | undefined>;
  abortUpload(path: string, upload: string): Promise<void>;
  /** Whether the bucket answers, to its expected owner or to anybody. */
  bucketAnswers(asked: { ofOwner: boolean }): Promise<boolean>;
  /** The region that requests go to; `undefined` when none is set. */
  region(): Promise<string | undefined>;
}

/** What another program needs to read the bucket by itself. */
export interface S3Keys {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/**
 * Up to 1.5 seconds of waiting, by the delays of the SDK, and half a minute when S3 asks for
 * slowness. What lasts longer is for the next run.
 */
const ATTEMPTS = 6;

const CONNECT_TIMEOUT_MS = 5_000;

/** Of silence, not of the whole request: a large object on a slow line is sent as long as it moves. */
const IDLE_TIMEOUT_MS = 20_000;

/** The requests to one bucket, retried with jitter by the SDK itself. */
export function s3Requests({
  bucket,
  expectedOwner,
  pathStyle = false,
  client: connection = {},
}: S3ClientOptions): S3Requests {
  const client = makeClient(connection, pathStyle);
  const anybody = { Bucket: bucket };
  const place =
    expectedOwner === undefined ? anybody : { ...anybody, ExpectedBucketOwner: expectedOwner };

  async function* pages(prefix: string): AsyncGenerator<string[]> {
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        ...place,
        Prefix: prefix,
        ContinuationToken: token,
      });
      const page = await failing('s3:ListBucket', prefix, () => client.send(command));
      yield (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  async function head(path: string): Promise<S3Head> {
    const command = new HeadObjectCommand({ ...place, Key: path, ChecksumMode: 'ENABLED' });
    try {
      const found = await failing('s3:GetObject', path, () => client.send(command));
      return { size: found.ContentLength ?? 0, etag: found.ETag, sha256: found.ChecksumSHA256 };
    } catch (error) {
      // The answer to a HEAD has no body to say why it is one of failure. The one to a GET has.
      if (error instanceof S3Failure && error.isUnexplained) await firstByte(path);
      throw error;
    }
  }

  async function firstByte(path: string): Promise<void> {
    try {
      await get(path, { range: { offset: 0, length: 1 } });
    } catch (error) {
      if (!(error instanceof S3Failure && error.code === 'InvalidRange')) throw error;
    }
  }

  async function get(
    path: string,
    { range, etag }: { range?: ByteRange; etag?: string | undefined } = {},
  ): Promise<Uint8Array> {
    const command = new GetObjectCommand({
      ...place,
      Key: path,
      IfMatch: etag,
      Range: range && `bytes=${range.offset}-${range.offset + range.length - 1}`,
    });
    let bytes: Uint8Array = new Uint8Array();
    // Within the retries, so that an answer which breaks off halfway is asked for again.
    command.middlewareStack.add(
      (next) => async (parameters) => {
        const result = await next(parameters);
        bytes = await wholeBody(result.output);
        return result;
      },
      { step: 'finalizeRequest', priority: 'low', name: 'hourlakeWholeBody' },
    );
    await failing('s3:GetObject', path, () => client.send(command));
    return bytes;
  }

  async function putIfAbsent(path: string, { bytes, sha256 }: S3Body): Promise<void> {
    const command = new PutObjectCommand({
      ...place,
      Key: path,
      Body: bytes,
      ChecksumSHA256: sha256,
      IfNoneMatch: '*',
    });
    // S3: "uploads may be retried after receiving a 409". Not so the end of a multipart upload.
    command.middlewareStack.add(
      (next) => async (parameters) => {
        try {
          return await next(parameters);
        } catch (error) {
          throw isConflict(error) ? markedRetryable(error) : error;
        }
      },
      { step: 'finalizeRequest', priority: 'low', name: 'hourlakeRetryConflict' },
    );
    await failing('s3:PutObject', path, () => client.send(command));
  }

  async function startUpload(path: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      ...place,
      Key: path,
      ChecksumAlgorithm: 'SHA256',
      ChecksumType: 'COMPOSITE',
    });
    const { UploadId } = await failing('s3:PutObject', path, () => client.send(command));
    if (UploadId === undefined) throw new S3Failure('s3:PutObject', path, 'no id for an upload');
    return UploadId;
  }

  async function uploadPart(
    path: string,
    upload: string,
    { number, bytes, sha256 }: S3Body & { number: number },
  ): Promise<S3Part> {
    const command = new UploadPartCommand({
      ...place,
      Key: path,
      UploadId: upload,
      PartNumber: number,
      Body: bytes,
      ChecksumSHA256: sha256,
    });
    const { ETag } = await failing('s3:PutObject', path, () => client.send(command));
    return { PartNumber: number, ETag, ChecksumSHA256: sha256 };
  }

  async function completeIfAbsent(
    path: string,
    upload: string,
    parts: readonly S3Part[],
  ): Promise<string | undefined> {
    const command = new CompleteMultipartUploadCommand({
      ...place,
      Key: path,
      UploadId: upload,
      MultipartUpload: { Parts: [...parts] },
      ChecksumType: 'COMPOSITE',
      IfNoneMatch: '*',
    });
    const { ChecksumSHA256 } = await failing('s3:PutObject', path, () => client.send(command));
    return ChecksumSHA256;
  }

  async function abortUpload(path: string, upload: string): Promise<void> {
    const command = new AbortMultipartUploadCommand({ ...place, Key: path, UploadId: upload });
    await failing('s3:AbortMultipartUpload', path, () => client.send(command));
  }

  async function bucketAnswers({ ofOwner }: { ofOwner: boolean }): Promise<boolean> {
    const command = new HeadBucketCommand(ofOwner ? place : anybody);
    return client.send(command).then(
      () => true,
      () => false,
    );
  }

  return {
    pages,
    head,
    get,
    putIfAbsent,
    startUpload,
    uploadPart,
    completeIfAbsent,
    abortUpload,
    bucketAnswers,
    region: () => client.config.region().catch(() => undefined),
  };
}

/**
 * The credentials and the region that the requests of this process have, for a program that does
 * not know where AWS keeps them. They last for an hour or so.
 *
 * @throws StoreError when there are none.
 */
export async function s3Keys({
  bucket,
  client: connection = {},
}: S3ClientOptions): Promise<S3Keys> {
  const { config } = makeClient(connection, false);
  try {
    return await failing('s3:GetObject', '', async () => {
      const { accessKeyId, secretAccessKey, sessionToken } = await config.credentials();
      const session = sessionToken === undefined ? {} : { sessionToken };
      return {
        region: await config.region(),
        credentials: { accessKeyId, secretAccessKey, ...session },
      };
    });
  } catch (error) {
    if (!(error instanceof S3Failure)) throw error;
    throw s3Error(error, { key: '', lake: { bucket, base: '' }, region: undefined });
  }
}

function makeClient(
  {
    endpoint,
    region,
    credentials,
    attempts = ATTEMPTS,
    connectTimeoutMs = CONNECT_TIMEOUT_MS,
    idleTimeoutMs = IDLE_TIMEOUT_MS,
  }: S3Connection,
  pathStyle: boolean,
): S3Client {
  const client = new S3Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    forcePathStyle: pathStyle,
    retryMode: 'standard',
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: idleTimeoutMs },
    // A bucket in another region than the catalog and the queries is a mistake to be told of, and
    // to follow it would cost a second request each time, and the transfer between regions.
    followRegionRedirects: false,
  });
  client.middlewareStack.add(
    (next) => (parameters) => next({ ...parameters, request: inChunks(parameters.request) }),
    // After the retries, which need the bytes themselves to send them again.
    { step: 'deserialize', priority: 'low', name: 'hourlakeChunks' },
  );
  return client;
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalRequestConflict';
}

async function failing<Result>(
  action: S3Action,
  path: string,
  send: () => Promise<Result>,
): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    throw new S3Failure(action, path, error);
  }
}
