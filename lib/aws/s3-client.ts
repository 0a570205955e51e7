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
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ByteRange } from '../lake/object.ts';
import { inChunks, wholeBody } from './s3-bodies.ts';
import type { S3ClientOptions, S3Connection, S3Keys } from './s3-connection.ts';
import { s3Error } from './s3-errors.ts';
import { type S3Action, S3Failure } from './s3-failure.ts';
import type { S3Body, S3Head, S3Part, S3Requests } from './s3-requests.ts';
import { retryingConflicts } from './s3-retries.ts';

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

  async function put(
    path: string,
    { bytes, sha256 }: S3Body,
    condition: { readonly IfNoneMatch: '*' } | { readonly IfMatch: string },
  ): Promise<void> {
    const command = new PutObjectCommand({
      ...place,
      ...condition,
      Key: path,
      Body: bytes,
      ChecksumSHA256: sha256,
    });
    command.middlewareStack.add(retryingConflicts, {
      step: 'finalizeRequest',
      priority: 'low',
      name: 'hourlakeRetryConflict',
    });
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
    putIfAbsent: (path, body) => put(path, body, { IfNoneMatch: '*' }),
    putOver: (path, body, etag) => put(path, body, { IfMatch: etag }),
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
