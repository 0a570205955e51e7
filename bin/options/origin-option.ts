import { InvalidArgumentError, Option } from 'commander';
import { environment } from './environment.ts';

/** Where requests go in place of a web origin: `https://api.spotify.com` to `http://127.0.0.1:4700`. */
export type Origins = ReadonlyMap<string, string>;

/** `--origin`, which may be repeated. */
export function originOption(): Option {
  return new Option(
    '--origin <from=to>',
    'ask a stand-in, or a proxy, in place of an API; may be repeated',
  )
    .env(environment.origins)
    .argParser((text, before: Origins | undefined) => {
      const origins = new Map(before);
      for (const each of text.split(/\s+/).filter((word) => word !== '')) {
        const [from, to] = parseOrigins(each);
        origins.set(from, to);
      }
      return origins;
    });
}

function parseOrigins(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  const [from, to] = [originOf(text.slice(0, equals)), originOf(text.slice(equals + 1))];
  if (equals > 0 && from !== undefined && to !== undefined) return [from, to];
  throw new InvalidArgumentError(
    `Expected two web origins, got ${JSON.stringify(text)}. Pass, for example, --origin https://api.spotify.com=http://127.0.0.1:4700.`,
  );
}

/** A scheme, a host and a port, and nothing else; `undefined` for any other text. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol, pathname, search, hash, username } = new URL(text);
  const isBare = pathname === '/' && search === '' && hash === '' && username === '';
  return isBare && /^https?:$/.test(protocol) ? origin : undefined;
}
