import { CaptureError, InputError } from '../../../errors.ts';

/** Web origins, each with the one that is asked instead: `https://api.spotify.com` -> `http://127.0.0.1:4700`. */
export type Origins = ReadonlyMap<string, string>;

/**
 * Reads replacements of origins.
 *
 * @param texts each of the form `FROM=TO`
 * @throws InputError when one has another form, names more than an origin, or replaces one twice.
 * @example
 * parseOrigins(['https://api.spotify.com=http://127.0.0.1:4700']) // => new Map([['https://api.spotify.com', 'http://127.0.0.1:4700']])
 */
export function parseOrigins(texts: readonly string[]): Origins {
  const origins = new Map<string, string>();
  for (const [position, text] of texts.entries()) {
    const [from, to, ...rest] = text.split('=').map(originOf);
    if (from === undefined || to === undefined || rest.length > 0) {
      throw unusable(position, 'is not of that form');
    }
    if (origins.has(from)) throw unusable(position, 'replaces an origin a second time');
    origins.set(from, to);
  }
  return origins;
}

/** Not with the text, which may hold a password. */
function unusable(position: number, problem: string): InputError {
  return new InputError({
    expected: 'an origin and the one to ask instead: https://api.spotify.com=http://127.0.0.1:4700',
    got: `text ${position + 1}, which ${problem}`,
    advice: 'Name each origin once, without path, query and password.',
  });
}

/**
 * The origin to which a request for a URL is sent.
 *
 * @example
 * askedOrigin(new URL('https://a.test/b?c=1'), new Map([['https://a.test', 'http://127.0.0.1:4700']])) // => 'http://127.0.0.1:4700'
 */
export function askedOrigin({ origin }: URL, origins: Origins): string {
  return origins.get(origin) ?? origin;
}

/**
 * Where a request to a URL is sent, without any user name or password.
 *
 * @param aim what the request is for, as a clause
 * @throws CaptureError when it would leave this machine unencrypted, and no replaced origin asks for that.
 */
export function destinationOf(
  url: URL,
  { origins, aim }: { readonly origins: Origins; readonly aim: string },
): URL {
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  if (!isSafe && !origins.has(url.origin)) {
    throw new CaptureError({
      expected: `a URL with https to ${aim}`,
      got: url.protocol === 'http:' ? 'one with http' : 'one with another protocol',
      advice:
        'Correct the URL. Requests with http go to this machine only, such as http://127.0.0.1:4700.',
    });
  }
  return onOrigin(askedOrigin(url, origins), url);
}

/**
 * A URL with the origin of another one. A path that begins with two slashes stays a path.
 *
 * @example
 * onOrigin('https://a.test', new URL('http://b.test//c.test/d?e=1')).href // => 'https://a.test//c.test/d?e=1'
 */
export function onOrigin(origin: string, { pathname, search }: URL): URL {
  const url = new URL(origin);
  url.pathname = pathname;
  url.search = search;
  return url;
}

/** `undefined` when a text is more than an origin, or none. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol, href } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && href === `${origin}/` ? origin : undefined;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
