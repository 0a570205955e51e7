import { Readable } from 'node:stream';
import { viewsOf } from '../lake/object-body.ts';
import { markedRetryable } from './s3-retries.ts';

/** Large bodies are sent in chunks of this size, because TLS copies what it is given at once. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * The same request of the SDK, with a large body that is sent in views of its bytes instead of at
 * once, so that sending needs almost no memory.
 */
export function inChunks(request: unknown): unknown {
  if (!(request instanceof Object && 'body' in request)) return request;
  const { body } = request;
  if (!(body instanceof Uint8Array) || body.length <= CHUNK_BYTES) return request;
  return { ...request, body: Readable.from(viewsOf(body, CHUNK_BYTES), { objectMode: false }) };
}

/**
 * All bytes of a response body.
 *
 * @throws Error that the SDK retries, when the response breaks off or its checksum is wrong.
 */
export async function wholeBody({
  Body,
  ContentLength = 0,
}: {
  readonly Body?: unknown;
  readonly ContentLength?: number | undefined;
}): Promise<Uint8Array> {
  const bytes = new Uint8Array(ContentLength);
  let length = 0;
  try {
    if (!(Body instanceof Readable)) throw new TypeError('A response of S3 without a stream');
    for await (const chunk of Body) {
      bytes.set(chunk, length);
      length += chunk.length;
    }
    if (length < bytes.length) throw new Error(`Got ${length} of ${bytes.length} bytes`);
  } catch (error) {
    throw markedRetryable(error);
  }
  return bytes;
}
