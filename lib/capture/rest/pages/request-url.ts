import type { RestRequest } from '../rest-data.ts';
import { fillPlaceholders, type PlaceholderValues } from './placeholders.ts';

/** Parameters of a query, by their names. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * The URL of a page of a list.
 *
 * @param baseUrl with or without a slash at its end
 * @param options.parameters of the page, which override those of the request
 * @example
 * requestUrl('https://a.b/v1', { path: 'shows/{parent.id}', query: { q: 'data hackers' } }, { values: { 'parent.id': 'x/y' }, parameters: { offset: '50' } }).href // => 'https://a.b/v1/shows/x%2Fy?q=data%20hackers&offset=50'
 */
export function requestUrl(
  baseUrl: string,
  { path, query = {} }: Pick<RestRequest, 'path' | 'query'>,
  { values, parameters }: { readonly values: PlaceholderValues; readonly parameters: Parameters },
): URL {
  const slash = baseUrl.endsWith('/') ? '' : '/';
  const url = new URL(`${baseUrl}${slash}${fillPlaceholders(path, values, encodeURIComponent)}`);
  const declared = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    fillPlaceholders(String(value), values),
  ]);
  // %20 instead of +, which some servers do not decode.
  url.search = Object.entries({ ...Object.fromEntries(declared), ...parameters })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return url;
}
