import { KeyError } from '../../../errors.ts';
import type { RestAuth } from '../rest-data.ts';
import { clientCredentials } from './client-credentials.ts';
import type { Send } from './exchange.ts';
import { remembered } from './remembered.ts';

/** Headers that authorize a request, names in lower case. */
export type Credential = Readonly<Record<string, string>>;

/** Authorizes the requests of an API. */
export interface Authorization {
  /** The references of its secrets: `env:MY_TOKEN`. */
  readonly secrets: readonly string[];
  /**
   * Returns the headers that authorize a request; `undefined` when none are needed, or when there are
   * none but those that the API refused.
   *
   * @param refused what the API refused. Default: nothing
   * @throws KeyError when a secret is missing or refused; CaptureError when there is no usable token.
   */
  credential(refused?: Credential): Promise<Credential | undefined>;
}

/**
 * Reads a secret.
 *
 * @param reference where it is: `env:NAME`
 * @param what it is, for the error: `the token of an API`
 * @throws KeyError when it is missing.
 */
export type ReadSecret = (reference: string, what: string) => Promise<string>;

/** What requests are authorized with. */
export interface AuthorizationContext {
  /** Sends the requests for tokens. */
  readonly send: Send;
  readonly readSecret: ReadSecret;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/** Authorizes requests as a job declares it. Secrets are read when the first request needs them, and once. */
export function authorizationOf(
  auth: RestAuth | undefined,
  context: AuthorizationContext,
): Authorization {
  if (auth === undefined) return { secrets: [], credential: async () => undefined };
  if (auth.kind === 'oauth2') return clientCredentials(auth, context);
  const [name, reference, scheme] =
    auth.kind === 'bearer'
      ? ['authorization', auth.token, 'Bearer ']
      : [auth.name.toLowerCase(), auth.value, ''];
  const credential = remembered(async () => {
    const secret = await context.readSecret(reference, `the value of the header ${name}`);
    return { [name]: `${scheme}${headerText(secret, reference)}` };
  });
  return {
    secrets: [reference],
    credential: async (refused) => (refused === undefined ? await credential() : undefined),
  };
}

/** A secret that can be sent in a header. `fetch` would quote another one in its error. */
function headerText(secret: string, reference: string): string {
  if (/^[\x20-\x7e]+$/.test(secret)) return secret;
  throw new KeyError({
    expected: `a secret of visible ASCII characters in ${reference}`,
    got: `${secret.length} characters that include others`,
    advice: 'Store the secret again, on one line and as the API shows it.',
  });
}
