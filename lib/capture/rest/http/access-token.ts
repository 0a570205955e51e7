import { CaptureError } from '../../../errors.ts';
import type { Credential } from './authorization.ts';
import type { HttpAnswer } from './exchange.ts';

/** A token that authorizes requests for some time. */
export interface AccessToken {
  readonly credential: Credential;
  /** Milliseconds since 1970-01-01T00:00:00Z; infinite where the answer does not say. */
  readonly usableUntil: number;
}

/** A token is not used in the last tenth of its time, or in the last seconds of it, at most this number. */
const LONGEST_MARGIN = 60;

/**
 * Reads the token of an answer: https://www.rfc-editor.org/rfc/rfc6749#section-5.1.
 *
 * @param asked when it was asked for, in milliseconds since 1970-01-01T00:00:00Z
 * @throws CaptureError when the answer has no bearer token.
 * @example
 * accessToken({ text: '{"access_token":"a","expires_in":3600}', origin: 'https://a.test' }, 0) // => { credential: { authorization: 'Bearer a' }, usableUntil: 3_540_000 }
 */
export function accessToken(
  { text, origin }: Pick<HttpAnswer, 'text' | 'origin'>,
  asked: number,
): AccessToken {
  const fields = parsedObject(text);
  const { access_token: token, token_type: scheme = 'bearer', expires_in: lifetime } = fields;
  const isBearer = typeof scheme === 'string' && scheme.toLowerCase() === 'bearer';
  // `fetch` would quote any other text in its error.
  const isToken = typeof token === 'string' && /^[\x21-\x7e]+$/.test(token);
  if (isBearer && isToken) {
    return {
      credential: { authorization: `Bearer ${token}` },
      usableUntil: asked + usableSeconds(lifetime) * 1_000,
    };
  }
  throw new CaptureError({
    expected: `${origin} to answer with JSON that has an "access_token" of the type "bearer"`,
    got: 'another answer',
    advice: 'Check "tokenUrl" against the documentation of the API.',
  });
}

/** Some services write the number as text. */
function usableSeconds(lifetime: unknown): number {
  const seconds = typeof lifetime === 'string' ? Number.parseInt(lifetime, 10) : lifetime;
  if (typeof seconds !== 'number' || Number.isNaN(seconds)) return Number.POSITIVE_INFINITY;
  return seconds - Math.min(seconds / 10, LONGEST_MARGIN);
}

/** Not with the error of the parser, which quotes the text. */
function parsedObject(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
