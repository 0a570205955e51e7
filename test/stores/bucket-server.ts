import { createHash } from 'node:crypto';
import { type Answer, type Asked, s3Refusal, s3Server } from './s3-server.ts';

/** A server with one bucket that keeps objects, their ETags and the conditions of requests, as S3 does. */
export interface BucketServer {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  /** Puts an object into the bucket, in place of one under the same path. */
  readonly put: (path: string, content: string | Uint8Array) => void;
  readonly paths: () => string[];
  readonly textOf: (path: string) => string | undefined;
}

/** How a bucket differs from others. */
export interface BucketServerOptions {
  /** Keys in a page of a listing. Default: 1,000. */
  readonly pageSize?: number;
  /**
   * The only prefix that the client may list. S3 denies such a client requests for objects that do not
   * exist. Default: it may list all.
   */
  readonly listsBelow?: string;
  /** Whether a request is denied before it is carried out. Default: none is. */
  readonly denies?: (asked: Asked) => boolean;
  /**
   * Called when a request was carried out, before its answer is sent: what the client gets instead.
   * Default: the answer.
   */
  readonly instead?: (asked: Asked) => Answer | undefined;
}

/** Starts a server with an empty bucket `lake`, on this machine, for the duration of a test. */
export async function bucketServer({
  pageSize = 1_000,
  listsBelow,
  denies = () => false,
  instead = () => undefined,
}: BucketServerOptions = {}): Promise<BucketServer> {
  const objects = new Map<string, Buffer>();
  const { endpoint, asked } = await s3Server((request) => {
    const answer = answerTo(request);
    return instead(request) ?? answer;
  });

  function answerTo(request: Asked): Answer {
    const { method, query, headers, body } = request;
    if (denies(request)) return s3Refusal(403, 'AccessDenied');
    if (query.has('list-type')) return listing(query);
    const path = request.path.slice('/lake/'.length);
    const found = objects.get(path);
    const wanted = headers['if-match'];
    if (wanted !== undefined && found !== undefined && wanted !== etagOf(found)) {
      return s3Refusal(412, 'PreconditionFailed');
    }
    const needsObject = method === 'GET' || method === 'HEAD' || wanted !== undefined;
    if (found === undefined && needsObject) {
      return listsBelow === undefined
        ? s3Refusal(404, 'NoSuchKey')
        : s3Refusal(403, 'AccessDenied');
    }
    if (method === 'DELETE') {
      objects.delete(path);
      return { status: 204 };
    }
    if (method === 'PUT') {
      if (headers['if-none-match'] === '*' && found !== undefined) {
        return s3Refusal(412, 'PreconditionFailed');
      }
      objects.set(path, body);
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    const bytes = found ?? Buffer.alloc(0);
    const facts = { etag: etagOf(bytes), 'content-length': String(bytes.length) };
    return { status: 200, headers: facts, body: bytes };
  }

  function listing(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    if (!prefix.startsWith(listsBelow ?? '')) return s3Refusal(403, 'AccessDenied');
    const after = query.get('continuation-token') ?? '';
    const rest = [...objects.keys()]
      .filter((path) => path.startsWith(prefix) && path > after)
      .sort();
    const page = rest.slice(0, pageSize);
    const contents = page
      .map((path) => `<Contents><Key>${escaped(path)}</Key></Contents>`)
      .join('');
    const more =
      page.length < rest.length
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>`
        : '<IsTruncated>false</IsTruncated>';
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: `<ListBucketResult>${contents}${more}</ListBucketResult>`,
    };
  }

  return {
    endpoint,
    asked,
    put: (path, content) => void objects.set(path, Buffer.from(content)),
    paths: () => [...objects.keys()].sort(),
    textOf: (path) => objects.get(path)?.toString(),
  };
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

function escaped(path: string): string {
  return path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
