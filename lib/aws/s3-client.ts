import { S3Client } from '@aws-sdk/client-s3';
import { BodyError } from '../lake/object-body.ts';
import { inChunks } from './s3-bodies.ts';
import type { S3ClientOptions, S3Connection, S3Keys } from './s3-connection.ts';
import { needsPathStyle, type S3Endpoint } from './s3-endpoint.ts';
import { s3Error } from './s3-errors.ts';
import { type S3Action, S3Failure } from './s3-failure.ts';

// Only this file imports the SDK: the requests take their commands from here.
export {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/**
 * Up to 1.5 seconds of waiting by the delays of the SDK, and half a minute when S3 asks to slow down.
 * Longer disturbances are left to the next run.
 */
const ATTEMPTS = 6;

const CONNECT_TIMEOUT_MS = 5_000;

/** For silence, not for the whole request: a large object on a slow line is sent as long as it moves. */
const IDLE_TIMEOUT_MS = 20_000;

/** Opens a client of the SDK for the requests to one bucket. */
export async function openClient({
  pathStyle,
  client: connection = {},
}: S3ClientOptions): Promise<S3Client> {
  const custom = pathStyle === undefined ? await s3Endpoint(connection) : undefined;
  return makeClient(connection, pathStyle ?? custom?.pathStyle ?? false);
}

/**
 * Credentials and region of this process, for a program that does not read AWS settings. They are
 * valid for an hour or so.
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

/**
 * The endpoint that requests go to instead of AWS's own for the region: the one of the connection,
 * or the one that the SDK takes from the environment (`AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`) or
 * from `endpoint_url` in an AWS configuration file. `undefined` when none is set.
 */
export async function s3Endpoint(connection: S3Connection = {}): Promise<S3Endpoint | undefined> {
  const { serviceConfiguredEndpoint } = makeClient(connection, false).config;
  const endpoint = connection.endpoint ?? (await serviceConfiguredEndpoint?.());
  return endpoint === undefined ? undefined : { endpoint, pathStyle: needsPathStyle(endpoint) };
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
    // A bucket in another region than the catalog and the queries is a mistake that the user should
    // hear about. Following it would cost a second request each time, and transfer between regions.
    followRegionRedirects: false,
  });
  client.middlewareStack.add(
    (next) => (parameters) => next({ ...parameters, request: inChunks(parameters.request) }),
    // After the retries, which need the bytes themselves to send them again.
    { step: 'deserialize', priority: 'low', name: 'hourlakeChunks' },
  );
  return client;
}

/** Turns what a request throws into an S3Failure. An error about the body to be sent stays as it is. */
export async function failing<Result>(
  action: S3Action,
  path: string,
  send: () => Promise<Result>,
): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    throw error instanceof BodyError ? error : new S3Failure(action, path, error);
  }
}
