import { type S3Action, S3Failure } from '../../lib/aws/s3-failure.ts';
import type { S3Body, S3Requests } from '../../lib/aws/s3-requests.ts';
import type { NewObject } from '../../lib/lake/object.ts';
import { piecesOf } from '../../lib/lake/object-body.ts';
import type { Chance } from '../chance.ts';
import type { CallKind, Fault } from '../faults.ts';
import { type Bucket, sdkError } from './bucket.ts';
import type { Fate, SimulatedProcess } from './simulated-process.ts';

/** Milliseconds that a request takes, minimum and maximum. */
const REQUEST = [5, 80] as const;
const LISTING = [20, 200] as const;

/** Milliseconds until the SDK gives up. */
const PATIENCE = { refused: 1_500, slowed: 30_000, silent: 120_000 };

interface Asked<Answer> {
  readonly kind: CallKind;
  readonly action: S3Action;
  readonly path: string;
  readonly carryOut: () => Answer;
  /** Carries out the request with only part of the bytes. */
  readonly cut?: () => Answer;
  readonly takes?: readonly [number, number];
}

/** Returns the S3 requests of one process, including the retries of the SDK. */
export function s3RequestsOf(
  process: SimulatedProcess,
  bucket: Bucket,
  chance: Chance,
): S3Requests {
  async function ask<Answer>({
    kind,
    action,
    path,
    carryOut,
    cut,
    takes = REQUEST,
  }: Asked<Answer>): Promise<Answer> {
    try {
      return await process.ask({
        kind,
        about: path,
        carryOut,
        fateOf: (fault) =>
          fault === 'S3 body cut on the way there' && cut !== undefined
            ? { carriedOut: 'now', instead: cut }
            : fateOf<Answer>(fault, kind),
        takes,
      });
    } catch (error) {
      throw new S3Failure(action, path, error);
    }
  }

  const listedAfter = () => chance.below(900_000);
  const cutOff = (body: S3Body): S3Body => ({
    ...body,
    bytes: body.bytes.subarray(0, chance.below(body.bytes.length)),
  });

  return {
    async *pages(prefix) {
      let after = '';
      for (let isLast = false; !isLast; ) {
        const page = await ask({
          kind: 'LIST',
          action: 's3:ListBucket',
          path: prefix,
          carryOut: () => bucket.page(prefix, after),
          takes: LISTING,
        });
        yield page.paths;
        isLast = page.isLast;
        after = page.paths.at(-1) ?? after;
      }
    },
    head: (path) =>
      ask({ kind: 'HEAD', action: 's3:GetObject', path, carryOut: () => bucket.head(path) }),
    get: (path, { range, etag } = {}) =>
      ask({
        kind: 'GET',
        action: 's3:GetObject',
        path,
        carryOut: () => {
          const found = bucket.get(path);
          if (etag !== undefined && etag !== found.etag) throw sdkError('PreconditionFailed', 412);
          if (range === undefined) return found.bytes;
          if (range.offset >= found.bytes.length) throw sdkError('InvalidRange', 416);
          return found.bytes.subarray(range.offset, range.offset + range.length);
        },
      }),
    putIfAbsent: async (path, object) => {
      const body = await bodyOf(object);
      const delay = listedAfter();
      return ask({
        kind: 'PUT',
        action: 's3:PutObject',
        path,
        carryOut: () => bucket.put(path, body, delay),
        cut: () => bucket.put(path, cutOff(body), delay),
      });
    },
    putOver: async (path, object, etag) => {
      const body = await bodyOf(object);
      const delay = listedAfter();
      return ask({
        kind: 'PUT',
        action: 's3:PutObject',
        path,
        carryOut: () => bucket.putOver(path, body, etag, delay),
        cut: () => bucket.putOver(path, cutOff(body), etag, delay),
      });
    },
    removeUnchanged: (path, etag) =>
      ask({
        kind: 'DELETE',
        action: 's3:DeleteObject',
        path,
        carryOut: () => bucket.remove(path, etag),
      }),
    versions: (path) =>
      ask({
        kind: 'LIST',
        action: 's3:ListBucketVersions',
        path,
        carryOut: () => (bucket.has(path) ? ['null'] : []),
        takes: LISTING,
      }),
    removeVersion: (path) =>
      ask({
        kind: 'DELETE',
        action: 's3:DeleteObjectVersion',
        path,
        carryOut: () => bucket.removeAny(path),
      }),
    startUpload: (path) =>
      ask({
        kind: 'POST uploads',
        action: 's3:PutObject',
        path,
        carryOut: () => bucket.startUpload(path, process.name),
      }),
    uploadPart: (path, upload, part) =>
      ask({
        kind: 'PUT part',
        action: 's3:PutObject',
        path,
        carryOut: () => bucket.putPart(upload, part.number, part),
        cut: () => bucket.putPart(upload, part.number, cutOff(part)),
      }),
    completeIfAbsent: (path, upload, parts) => {
      const delay = listedAfter();
      return ask({
        kind: 'POST upload',
        action: 's3:PutObject',
        path,
        carryOut: () => bucket.complete(upload, parts, delay),
      });
    },
    abortUpload: (path, upload) =>
      ask({
        kind: 'DELETE upload',
        action: 's3:AbortMultipartUpload',
        path,
        carryOut: () => bucket.abort(upload),
      }),
    bucketAnswers: async () => true,
    region: async () => 'sa-east-1',
  };
}

/** What a client sends for an object: it checks a file as it reads it, and leaves bytes to the bucket. */
async function bodyOf(object: NewObject): Promise<S3Body> {
  const sha256 = Buffer.from(object.sha256, 'hex').toString('base64');
  if (object.body instanceof Uint8Array) return { bytes: object.body, sha256 };
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(object, object.size + 1)) pieces.push(piece);
  return { bytes: Buffer.concat(pieces), sha256 };
}

function fateOf<Answer>(fault: Fault, kind: CallKind): Fate<Answer> | undefined {
  switch (fault) {
    case 'S3 SlowDown':
      return refused('SlowDown', 503, PATIENCE.slowed);
    case 'S3 internal error':
      return refused('InternalError', 500, PATIENCE.refused);
    case 'S3 conflict':
      return refused('ConditionalRequestConflict', 409, PATIENCE.refused);
    case 'credentials expired':
      return refused('ExpiredToken', 400, 0);
    case 'S3 connection reset':
      return { carriedOut: 'never', error: connectionReset, patience: PATIENCE.refused };
    case 'S3 timed out, not done':
      return { carriedOut: 'never', error: timedOut, patience: PATIENCE.silent };
    case 'S3 timed out, done':
      return { carriedOut: 'now', error: timedOut, patience: PATIENCE.silent };
    case 'S3 timed out, done later':
      return { carriedOut: 'later', error: timedOut, patience: PATIENCE.silent };
    case 'S3 answers a repeated try':
      return {
        carriedOut: 'now',
        error: () =>
          kind === 'PUT' ? sdkError('PreconditionFailed', 412) : sdkError('NoSuchUpload', 404),
        patience: PATIENCE.refused,
      };
    case 'S3 body cut on the way back':
      return { carriedOut: 'never', error: cutAnswer, patience: PATIENCE.refused };
    default:
      return undefined;
  }
}

function refused<Answer>(code: string, status: number, patience: number): Fate<Answer> {
  return { carriedOut: 'never', error: () => sdkError(code, status), patience };
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

function timedOut(): Error {
  return Object.assign(new Error('Request timed out'), { name: 'TimeoutError' });
}

/** The S3 client compares lengths and marks the error as retryable. */
function cutAnswer(): Error {
  return Object.assign(new Error('Got 10 of 20 bytes'), { $retryable: {} });
}
