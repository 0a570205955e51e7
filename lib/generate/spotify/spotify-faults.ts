import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { JsonValue } from '../../model/json-row.ts';
import { type SpotifyAnswer, spotifyError } from './spotify-answers.ts';

/** Something that goes wrong with one answer of the stand-in. */
export type SpotifyFault =
  /** The token is not accepted, whatever it is. */
  | { readonly kind: 'unauthorized' }
  /** 429, with what the header `Retry-After` says: `0`, `3`, `Fri, 20 Nov 2026 14:05:00 GMT`. */
  | { readonly kind: 'too many requests'; readonly retryAfter: string }
  | { readonly kind: 'bad gateway' }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** All items of the page are null. */
  | { readonly kind: 'null items' }
  /** The page says that there is one item more than there is. */
  | { readonly kind: 'other total' }
  /** To another place: an absolute URL. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** An answer of at least this many bytes. */
  | { readonly kind: 'endless'; readonly bytes: number }
  /** A page for people in place of JSON. */
  | { readonly kind: 'html' };

const HTML = '<!DOCTYPE html><title>Be right back</title>';

/** Bytes of a piece of an endless answer. */
const PIECE = 64 * 1024;

/** Answers with a fault in place of what would have been right. */
export async function answerWithFault(
  response: ServerResponse,
  fault: SpotifyFault,
  { status, body }: SpotifyAnswer,
): Promise<void> {
  switch (fault.kind) {
    case 'unauthorized':
      return writeAnswer(response, spotifyError(401, 'The access token expired'));
    case 'too many requests':
      response.setHeader('retry-after', fault.retryAfter);
      return writeAnswer(response, spotifyError(429, 'API rate limit exceeded'));
    case 'bad gateway':
      return writeAnswer(response, spotifyError(502, 'Bad gateway.'));
    case 'cut':
      return cutInMidBody(response, JSON.stringify(body));
    case 'null items':
      return writeAnswer(response, { status, body: withMember(body, 'items', nullItems) });
    case 'other total':
      return writeAnswer(response, { status, body: withMember(body, 'total', oneMore) });
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return;
    case 'endless':
      return writeEndlessly(response, fault.bytes);
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
  }
}

/** Answers with a document. */
export function writeAnswer(response: ServerResponse, { status, body }: SpotifyAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** A document in which every member of a name has another value. */
function withMember(
  body: JsonValue,
  name: string,
  change: (value: unknown) => JsonValue,
): JsonValue {
  return JSON.parse(JSON.stringify(body), (key, value) => (key === name ? change(value) : value));
}

function nullItems(items: unknown): JsonValue {
  return Array.isArray(items) ? items.map(() => null) : [];
}

function oneMore(total: unknown): JsonValue {
  return Number(total) + 1;
}

function cutInMidBody(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

async function writeEndlessly(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  await pipeline(longDocument(bytes), response);
}

function* longDocument(bytes: number): Generator<string> {
  yield '{"shows":{"items":["';
  const piece = 'a'.repeat(PIECE);
  for (let written = 0; written < bytes; written += PIECE) yield piece;
  yield '"]}}';
}
