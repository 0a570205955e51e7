import type { HttpAnswer, Send } from './exchange.ts';
import { ledElsewhere, ledNowhere } from './http-failures.ts';
import { askedOrigin, destinationOf, type Origins, onOrigin } from './origins.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const MOST_REDIRECTS = 5;

/**
 * Follows redirects within the origin of a request, 5 at most.
 *
 * @throws CaptureError when one leads to another origin, to which nothing is sent, or there are more.
 */
export function withRedirects(send: Send, origins: Origins): Send {
  return async (request) => {
    const { aim } = request;
    let { url } = request;
    for (let followed = 0; ; followed += 1) {
      const answer = await send({ ...request, url });
      if (!REDIRECTS.has(answer.status)) return answer;
      if (followed === MOST_REDIRECTS) {
        throw ledNowhere({ aim }, `more than ${MOST_REDIRECTS} redirects, one after the other`);
      }
      url = targetOf(answer, { aim, origins });
    }
  };
}

function targetOf(
  { status, url, headers }: HttpAnswer,
  { aim, origins }: { readonly aim: string; readonly origins: Origins },
): URL {
  const location = headers.get('location');
  const sent = destinationOf(url, { origins, aim });
  if (location === null || !URL.canParse(location, sent.href)) {
    throw ledNowhere({ aim }, `status ${status} without a usable header "location"`);
  }
  const target = new URL(location, sent);
  if (askedOrigin(target, origins) !== sent.origin) throw ledElsewhere({ aim });
  // The origin that the job declares, whichever is asked in its place.
  return onOrigin(url.origin, target);
}
