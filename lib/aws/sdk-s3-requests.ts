import type { ByteRange, NewObject } from '../lake/object.ts';
import { wholeBody } from './s3-bodies.ts';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  failing,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  openClient,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from './s3-client.ts';
import type { S3ClientOptions } from './s3-connection.ts';
import { type S3Action, S3Failure } from './s3-failure.ts';
import { sendingFile, signedAs } from './s3-file-body.ts';
import type { S3Body, S3Head, S3Part, S3Requests } from './s3-requests.ts';
import { retryingConflicts } from './s3-retries.ts';

/** Runs inside each attempt, below the retries and the signature. */
const EACH_ATTEMPT = { step: 'finalizeRequest', priority: 'low' } as const;

/** The requests to one bucket, by the SDK, which retries them with jitter. */
export function s3Requests(options: S3ClientOptions): S3Requests {
  return new SdkRequests(options);
}

class SdkRequests implements S3Requests {
  readonly #options: S3ClientOptions;
  readonly #bucket: { readonly Bucket: string };
  /** The bucket of its expected owner, if one is expected. */
  readonly #place: { readonly Bucket: string; readonly ExpectedBucketOwner?: string };
  #client: Promise<S3Client> | undefined;

  constructor(options: S3ClientOptions) {
    const { bucket, expectedOwner } = options;
    this.#options = options;
    this.#bucket = { Bucket: bucket };
    this.#place =
      expectedOwner === undefined
        ? this.#bucket
        : { ...this.#bucket, ExpectedBucketOwner: expectedOwner };
  }

  async *pages(prefix: string): AsyncGenerator<string[]> {
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        ...this.#place,
        Prefix: prefix,
        ContinuationToken: token,
      });
      const page = await this.#failing('s3:ListBucket', prefix, (client) => client.send(command));
      yield (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  async head(path: string): Promise<S3Head> {
    const command = new HeadObjectCommand({ ...this.#place, Key: path, ChecksumMode: 'ENABLED' });
    try {
      const found = await this.#failing('s3:GetObject', path, (client) => client.send(command));
      return { size: found.ContentLength ?? 0, etag: found.ETag, sha256: found.ChecksumSHA256 };
    } catch (error) {
      // The response to a HEAD has no body that explains a failure. The response to a GET has.
      if (error instanceof S3Failure && error.isUnexplained) await this.#getFirstByte(path);
      throw error;
    }
  }

  async get(
    path: string,
    { range, etag }: { range?: ByteRange; etag?: string | undefined } = {},
  ): Promise<Uint8Array> {
    const command = new GetObjectCommand({
      ...this.#place,
      Key: path,
      IfMatch: etag,
      Range: range && `bytes=${range.offset}-${range.offset + range.length - 1}`,
    });
    let bytes: Uint8Array = new Uint8Array();
    // Inside each attempt, so that a response that breaks off is requested again.
    command.middlewareStack.add(
      (next) => async (parameters) => {
        const result = await next(parameters);
        bytes = await wholeBody(result.output);
        return result;
      },
      { ...EACH_ATTEMPT, name: 'hourlakeWholeBody' },
    );
    await this.#failing('s3:GetObject', path, (client) => client.send(command));
    return bytes;
  }

  putIfAbsent(path: string, object: NewObject): Promise<void> {
    return this.#put(path, object, { IfNoneMatch: '*' });
  }

  putOver(path: string, object: NewObject, etag: string): Promise<void> {
    return this.#put(path, object, { IfMatch: etag });
  }

  async removeUnchanged(path: string, etag: string): Promise<void> {
    const command = new DeleteObjectCommand({ ...this.#place, Key: path, IfMatch: etag });
    command.middlewareStack.add(retryingConflicts, { ...EACH_ATTEMPT, name: 'hourlakeConflicts' });
    try {
      await this.#failing('s3:DeleteObject', path, (client) => client.send(command));
    } catch (error) {
      // An earlier try may have removed it and got no response.
      if (!(error instanceof S3Failure && error.isMissing)) throw error;
    }
  }

  async versions(path: string): Promise<readonly string[]> {
    const found: string[] = [];
    let next: { KeyMarker?: string; VersionIdMarker?: string | undefined } = {};
    do {
      const command = new ListObjectVersionsCommand({ ...this.#place, ...next, Prefix: path });
      const page = await this.#failing('s3:ListBucketVersions', path, (client) =>
        client.send(command),
      );
      for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
        if (Key === path && VersionId !== undefined) found.push(VersionId);
      }
      // Longer paths that begin the same come after all versions of this one.
      const isCut = page.IsTruncated === true && page.NextKeyMarker === path;
      next = isCut ? { KeyMarker: path, VersionIdMarker: page.NextVersionIdMarker } : {};
    } while (next.KeyMarker !== undefined);
    return found;
  }

  async removeVersion(path: string, version: string): Promise<void> {
    const command = new DeleteObjectCommand({ ...this.#place, Key: path, VersionId: version });
    await this.#failing('s3:DeleteObjectVersion', path, (client) => client.send(command));
  }

  async startUpload(path: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      ...this.#place,
      Key: path,
      ChecksumAlgorithm: 'SHA256',
      ChecksumType: 'COMPOSITE',
    });
    const { UploadId } = await this.#failing('s3:PutObject', path, (client) =>
      client.send(command),
    );
    if (UploadId === undefined) throw new S3Failure('s3:PutObject', path, 'no id for an upload');
    return UploadId;
  }

  async uploadPart(
    path: string,
    upload: string,
    { number, bytes, sha256 }: S3Body & { number: number },
  ): Promise<S3Part> {
    const command = new UploadPartCommand({
      ...this.#place,
      Key: path,
      UploadId: upload,
      PartNumber: number,
      Body: bytes,
      ChecksumSHA256: sha256,
    });
    const { ETag } = await this.#failing('s3:PutObject', path, (client) => client.send(command));
    return { PartNumber: number, ETag, ChecksumSHA256: sha256 };
  }

  async completeIfAbsent(
    path: string,
    upload: string,
    parts: readonly S3Part[],
  ): Promise<string | undefined> {
    const command = new CompleteMultipartUploadCommand({
      ...this.#place,
      Key: path,
      UploadId: upload,
      MultipartUpload: { Parts: [...parts] },
      ChecksumType: 'COMPOSITE',
      IfNoneMatch: '*',
    });
    const { ChecksumSHA256 } = await this.#failing('s3:PutObject', path, (client) =>
      client.send(command),
    );
    return ChecksumSHA256;
  }

  async abortUpload(path: string, upload: string): Promise<void> {
    const command = new AbortMultipartUploadCommand({
      ...this.#place,
      Key: path,
      UploadId: upload,
    });
    await this.#failing('s3:AbortMultipartUpload', path, (client) => client.send(command));
  }

  async bucketAnswers({ ofOwner }: { ofOwner: boolean }): Promise<boolean> {
    const command = new HeadBucketCommand(ofOwner ? this.#place : this.#bucket);
    try {
      await (await this.#open()).send(command);
      return true;
    } catch {
      return false;
    }
  }

  async region(): Promise<string | undefined> {
    try {
      return await (await this.#open()).config.region();
    } catch {
      return undefined;
    }
  }

  async #put(
    path: string,
    object: NewObject,
    condition: { readonly IfNoneMatch: '*' } | { readonly IfMatch: string },
  ): Promise<void> {
    const { body, size, sha256 } = object;
    const isFile = !(body instanceof Uint8Array);
    const command = new PutObjectCommand({
      ...this.#place,
      ...condition,
      Key: path,
      // The SDK does not retry a stream: to its retries, the body of a file is empty.
      ...(isFile ? { Body: new Uint8Array(), ContentLength: size } : { Body: body }),
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
    });
    command.middlewareStack.add(retryingConflicts, { ...EACH_ATTEMPT, name: 'hourlakeConflicts' });
    if (isFile) {
      command.middlewareStack.add(signedAs(sha256), { step: 'build', name: 'hourlakeSignedAs' });
      command.middlewareStack.add(sendingFile(object), { ...EACH_ATTEMPT, name: 'hourlakeFile' });
    }
    await this.#failing('s3:PutObject', path, (client) => client.send(command));
  }

  async #getFirstByte(path: string): Promise<void> {
    try {
      await this.get(path, { range: { offset: 0, length: 1 } });
    } catch (error) {
      if (!(error instanceof S3Failure && error.code === 'InvalidRange')) throw error;
    }
  }

  #failing<Result>(
    action: S3Action,
    path: string,
    send: (client: S3Client) => Promise<Result>,
  ): Promise<Result> {
    return failing(action, path, async () => send(await this.#open()));
  }

  /** Opened by the first request, because only the SDK knows which endpoint the AWS settings name. */
  #open(): Promise<S3Client> {
    this.#client ??= openClient(this.#options);
    return this.#client;
  }
}
