import { KeyError } from '../../../errors.ts';
import type { RestAuth } from '../rest-data.ts';
import { type AccessToken, accessToken } from './access-token.ts';
import type { Authorization, AuthorizationContext, ReadSecret } from './authorization.ts';
import { refusal } from './http-failures.ts';
import { remembered } from './remembered.ts';

type ClientCredentials = Extract<RestAuth, { readonly kind: 'oauth2' }>;

/** The purpose of a request for a token. */
const AIM = 'get a token';

/** Most bytes of an answer with a token. */
const MOST_BYTES = 1024 ** 2;

/**
 * Authorizes requests with a token that a token endpoint gives for an id and a secret: OAuth 2.0, client
 * credentials (https://www.rfc-editor.org/rfc/rfc6749#section-4.4). A token is used until shortly before
 * it expires, or until the API refuses it. Requests that need a new one at the same time share it.
 */
export function clientCredentials(
  auth: ClientCredentials,
  context: AuthorizationContext,
): Authorization {
  const login = remembered(() => basicLogin(auth, context.readSecret));
  let latest: Promise<AccessToken> | undefined;

  function renew(): Promise<AccessToken> {
    const taken = takeToken(auth, login, context);
    latest = taken;
    taken.catch(() => {
      if (latest === taken) latest = undefined;
    });
    return taken;
  }

  return {
    secrets: [auth.clientId, auth.clientSecret],
    async credential(refused) {
      const held = latest;
      const token = await held;
      const isUsable =
        token !== undefined && token.credential !== refused && context.now() < token.usableUntil;
      if (isUsable) return token.credential;
      // Another request may have begun to take one while this one waited.
      const renewed = latest === undefined || latest === held ? renew() : latest;
      return (await renewed).credential;
    },
  };
}

async function takeToken(
  { tokenUrl, clientId, clientSecret, scope }: ClientCredentials,
  login: () => Promise<string>,
  { send, now }: AuthorizationContext,
): Promise<AccessToken> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== undefined) form.set('scope', scope);
  const headers = {
    accept: 'application/json',
    authorization: await login(),
    'content-type': 'application/x-www-form-urlencoded',
  };
  const url = new URL(tokenUrl);
  const request = { method: 'POST', url, headers, body: form.toString() } as const;
  // The answer says how long it lasts, and not from when on: counted from here, it is never used too long.
  const asked = now();
  const answer = await send({ ...request, aim: AIM, mostBytes: MOST_BYTES });
  if ([400, 401, 403].includes(answer.status)) {
    const scopes = scope === undefined ? '' : ', and that it may have the scope';
    throw new KeyError({
      expected: `${answer.origin} to give a token for ${clientId} and ${clientSecret}`,
      got: `status ${answer.status}`,
      advice: `Check that both belong to the same application and are not swapped${scopes}.`,
    });
  }
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, { aim: AIM });
  return accessToken(answer, asked);
}

/** HTTP Basic: https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
async function basicLogin(
  { clientId, clientSecret }: ClientCredentials,
  readSecret: ReadSecret,
): Promise<string> {
  const id = await readSecret(clientId, 'the id of an application');
  const secret = await readSecret(clientSecret, 'the secret of an application');
  return `Basic ${Buffer.from(`${formText(id)}:${formText(secret)}`).toString('base64')}`;
}

/** A text as forms have it. */
function formText(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
