import type { TextRule } from '../../check/shape.ts';

/** RFC 9110, section 5.6.2: the characters of a token. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** RFC 9110, section 5.5: visible characters of ASCII, blanks and tabs between them. */
const HEADER_VALUE = /^[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?$/;

const AUTHORIZES = /^(proxy-)?authorization$|^cookie$|api-?key|token|secret|password/i;

/** Which schemes exist is known where secrets are read. */
const REFERENCE = /^[a-z]+:(?!\/\/)./s;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The place of a secret: `env:NAME`.
 *
 * @example
 * referenceProblem('env:SPOTIFY_SECRET') // => undefined
 */
export const referenceProblem: TextRule = (text) =>
  REFERENCE.test(text)
    ? undefined
    : 'the place of a secret, such as env:NAME or aws:NAME#field, and never the secret itself';

/**
 * A URL without query, fragment and password, by HTTPS, or by HTTP on this machine.
 *
 * @example
 * urlProblem('https://api.spotify.com/v1/') // => undefined
 * urlProblem('http://localhost:4700/v1') // => undefined
 */
export const urlProblem: TextRule = (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  const isBare = !/[?#]/.test(text) && url?.username === '' && url.password === '';
  return isSafe && isBare
    ? undefined
    : 'an https:// URL without query, fragment and password (http:// only for localhost)';
};

/**
 * A path below the base URL.
 *
 * @example
 * pathProblem('shows/{parent.id}/episodes') // => undefined
 */
export const pathProblem: TextRule = (text) => {
  const steps = text.split('/');
  const isBelow = !/[?#\\\s]/.test(text) && steps.every((step) => !/^\.{1,2}$/.test(step));
  return isBelow && steps[0] !== ''
    ? undefined
    : 'a path relative to the base URL, without / at its beginning, .. and query';
};

/**
 * The name of a header that authorizes nothing.
 *
 * @example
 * headerProblem('accept-language') // => undefined
 */
export const headerProblem: TextRule = (text) =>
  TOKEN.test(text) && !AUTHORIZES.test(text)
    ? undefined
    : 'headers that authorize nothing: secrets belong in auth';

/**
 * The name of any header.
 *
 * @example
 * headerNameProblem('x-api-key') // => undefined
 */
export const headerNameProblem: TextRule = (text) =>
  TOKEN.test(text) ? undefined : 'the name of a header, such as x-api-key';

/**
 * The value of a header.
 *
 * @example
 * headerValueProblem('pt-BR') // => undefined
 */
export const headerValueProblem: TextRule = (text) =>
  HEADER_VALUE.test(text) ? undefined : 'visible characters of ASCII';

/**
 * The path of a member.
 *
 * @example
 * memberProblem('shows.items') // => undefined
 */
export const memberProblem: TextRule = (text) =>
  text.split('.').every((name) => name !== '')
    ? undefined
    : 'names of members with dots between them, such as shows.items';
