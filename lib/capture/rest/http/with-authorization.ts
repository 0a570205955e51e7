import { KeyError } from '../../../errors.ts';
import type { Authorization, Credential } from './authorization.ts';
import type { HttpAnswer, HttpRequest, Send } from './exchange.ts';

/**
 * Authorizes requests. A request that the API refuses with 401 is sent once more if there is another
 * credential: a token may expire or be revoked in mid-run.
 *
 * @throws KeyError when the API refuses the credentials for good.
 */
export function withAuthorization(send: Send, authorization: Authorization): Send {
  return async (request) => {
    const credential = await authorization.credential();
    if (credential === undefined) return send(request);
    const answer = await send(authorized(request, credential));
    if (answer.status !== 401) return answer;
    const other = await authorization.credential(credential);
    const again = other === undefined ? answer : await send(authorized(request, other));
    if (again.status !== 401) return again;
    throw wrongCredentials(again, authorization);
  };
}

function authorized(request: HttpRequest, credential: Credential): HttpRequest {
  return { ...request, headers: { ...request.headers, ...credential } };
}

function wrongCredentials({ origin }: HttpAnswer, { secrets }: Authorization): KeyError {
  return new KeyError({
    expected: `${origin} to accept the credentials in ${secrets.join(' and ')}`,
    got: 'status 401',
    advice: 'Check that they are those of this API and still valid, or store new ones.',
  });
}
