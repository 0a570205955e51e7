import { exampleDomains } from '../../../brazil/faker-words.ts';
import { columnOf, numberColumn } from '../content/columns.ts';
import type { TextContent } from '../content/content.ts';
import { lastDigits } from '../content/digits.ts';
import { anyWords, wordsAt } from '../content/word-content.ts';
import type { Context, Meaning } from './meaning.ts';
import { wordMeaning } from './word-meaning.ts';

const USER_AGENTS: readonly string[] = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'curl/8.8.0',
];

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'];

/** HTTP status codes, the most common ones first. */
const HTTP_STATUSES: readonly number[] = [200, 201, 204, 301, 302, 400, 401, 403, 404, 500, 503];

/** The three blocks for documentation. */
const BLOCKS: readonly string[] = ['192.0.2.', '198.51.100.', '203.0.113.'];

/** Addresses of computers, and what browsers say. */
export const webMeanings: readonly Meaning[] = [
  {
    name: 'url',
    about: 'URL on a domain reserved for documentation (RFC 2606)',
    said: {
      7: 'uri$, url$',
      5: 'url, uri, link, site, website, homepage, href, file uri, source uri, avatar url',
    },
    contents: ({ draws }) => {
      const [domain, page] = [draws('domain'), draws('page')];
      const written = (domains: Uint32Array, pageAt: (row: number) => string) =>
        columnOf(domains, (place, row) => `https://www.${exampleDomains[place]}/${pageAt(row)}`);
      return [
        {
          kind: 'text',
          longest: 40,
          make: (rows) => {
            const pages = page.uint32s(rows);
            return written(domain.below(rows, exampleDomains.length), (row) =>
              lastDigits(pages[row] as number, 36, 6),
            );
          },
          distinct: {
            size: 2 ** 48,
            make: (numbers, rows) =>
              written(domain.below(rows, exampleDomains.length), (row) =>
                lastDigits(numbers[row] as number, 36, 10),
              ),
          },
        },
      ];
    },
  },
  {
    name: 'domain',
    about: 'name of a host below a reserved domain',
    said: { 5: 'domain, dominio, host, hostname, server, servidor' },
    contents: ({ draws }) => {
      const [domain, host] = [draws('domain'), draws('host')];
      return [
        {
          kind: 'text',
          longest: 20,
          make: (rows) => {
            const hosts = host.below(rows, 100);
            return columnOf(domain.below(rows, exampleDomains.length), (place, row) => {
              return `host${hosts[row]}.${exampleDomains[place]}`;
            });
          },
        },
      ];
    },
  },
  {
    name: 'ip',
    about: 'address of a block reserved for documentation (RFC 5737)',
    said: { 5: 'ip, ip address, endereco ip, ipv4, remote addr, client ip' },
    contents: ({ draws }) => [addresses(draws)],
  },
  {
    name: 'ipv6',
    about: 'address of the block 2001:db8::/32, which is reserved for documentation (RFC 3849)',
    said: { 6: 'ipv6' },
    contents: ({ draws }) => {
      const numbers = draws('value');
      return [
        {
          kind: 'text',
          longest: 19,
          types: ['inet'],
          make: (rows) =>
            columnOf(numbers.uint32s(rows), (number) => {
              const [high, low] = [number >>> 16, number & 0xffff];
              return `2001:db8::${high.toString(16)}:${low.toString(16)}`;
            }),
        },
      ];
    },
  },
  {
    name: 'user-agent',
    about: 'what a browser says it is',
    said: { 6: 'user agent, useragent, browser agent' },
    contents: ({ draws }) => [{ ...anyWords(USER_AGENTS, draws('value')), cutTo: 10 }],
  },
  {
    name: 'http-status',
    about: 'status code of HTTP',
    said: { 7: 'http status, status code, http code, response code, codigo http' },
    contents: ({ draws }) => {
      const texts = anyWords(HTTP_STATUSES.map(String), draws('value'));
      return [
        {
          kind: 'number',
          scale: 0,
          least: 100,
          most: 599,
          make: (rows) => numberColumn(texts.make(rows), Number),
        },
      ];
    },
  },
  wordMeaning('http-method', 'method of HTTP', 'http method, method, metodo', METHODS),
];

function addresses(draws: Context['draws']): TextContent {
  const list = BLOCKS.flatMap((block) =>
    Array.from({ length: 254 }, (_, host) => `${block}${host + 1}`),
  );
  const numbers = draws('value');
  const { distinct: _few, ...words } = wordsAt(list, (rows) => numbers.below(rows, list.length));
  return { ...words, types: ['inet'] };
}
