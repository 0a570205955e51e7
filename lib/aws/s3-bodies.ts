import { Readable } from 'node:stream';
import { markedRetryable } from './s3-retries.ts';

/** Large bodies go to the socket by so much: TLS makes a copy of whatever it is given at once. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * The same request of the SDK, whose body goes out in views of its bytes instead of at once, so
 * that sending takes no memory to speak of.
 */
export function inChunks(request: unknown): unknown {
  if (!(request instanceof Object && 'body' in request)) return request;
  const { body } = request;
  if (!(body instanceof Uint8Array) || body.length <= CHUNK_BYTES) return request;
  return { ...request, body: Readable.from(viewsOf(body), { objectMode: false }) };
}

function* viewsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
    yield bytes.subarray(offset, offset + CHUNK_BYTES);
  }
}

/**
 * The bytes of an answer, whole, each written once.
 *
 * @throws Error that the SDK tries again, when the answer breaks off or its checksum is wrong.
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
    if (!(Body instanceof Readable)) throw new TypeError('An answer of S3 without a stream');
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
