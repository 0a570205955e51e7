import type { SpotifyAnswer } from './spotify-answers.ts';

/** A request for a token. */
export interface TokenRequest {
  /** Header `Authorization`. */
  readonly authorization: string | undefined;
  /** The form. */
  readonly body: string;
}

/** How long tokens last, and who gets them. */
export interface TokenOptions {
  /** Default: 3,600. */
  readonly tokenSeconds?: number;
  /** `id:secret`. Default: whatever is not empty. */
  readonly credentials?: string | undefined;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/** Gives tokens for client credentials, and knows which are good. They are numbered, not random. */
export class SpotifyTokens {
  readonly #seconds: number;
  readonly #credentials: string | undefined;
  readonly #now: () => number;
  /** When each token ends. */
  readonly #ends = new Map<string, number>();

  constructor({ tokenSeconds = 3600, credentials, now }: TokenOptions) {
    this.#seconds = tokenSeconds;
    this.#credentials = credentials;
    this.#now = now;
  }

  /** How many tokens were given. */
  get given(): number {
    return this.#ends.size;
  }

  /** The answer to a request for a token. */
  answerTo({ authorization = '', body }: TokenRequest): SpotifyAnswer {
    if (new URLSearchParams(body).get('grant_type') !== 'client_credentials') {
      return refusal('unsupported_grant_type', 'grant_type parameter is missing');
    }
    const [, encoded = ''] = /^Basic ([\w+/]+=*)$/.exec(authorization) ?? [];
    if (!this.#isAccepted(Buffer.from(encoded, 'base64').toString())) {
      return refusal('invalid_client', 'Invalid client');
    }
    const token = `token-${this.given + 1}-of-the-stand-in`;
    this.#ends.set(token, this.#now() + 1000 * this.#seconds);
    return {
      status: 200,
      body: { access_token: token, token_type: 'Bearer', expires_in: this.#seconds },
    };
  }

  /**
   * What is wrong with the authorization of a request; `undefined` when nothing is.
   *
   * @param authorization header `Authorization`
   */
  problemOf(authorization: string | undefined): string | undefined {
    if (authorization === undefined) return 'No token provided';
    const end = this.#ends.get(authorization.replace(/^Bearer /, ''));
    if (end === undefined) return 'Invalid access token';
    return end > this.#now() ? undefined : 'The access token expired';
  }

  #isAccepted(credentials: string): boolean {
    return this.#credentials === undefined
      ? /^[^:]+:.+$/.test(credentials)
      : credentials === this.#credentials;
  }
}

function refusal(error: string, description: string): SpotifyAnswer {
  return { status: 400, body: { error, error_description: description } };
}
