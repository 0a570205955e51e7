import { exampleDomains } from '../../../brazil/faker-words.ts';
import { columnOf, numberColumn } from '../content/columns.ts';
import type { Content, TextContent } from '../content/content.ts';
import { lastDigits } from '../content/digits.ts';
import { evenNumbers } from '../content/number-content.ts';
import { phrases } from '../content/phrases.ts';
import { anyWords, wordsAt } from '../content/word-content.ts';
import type { Context, Meaning } from './meaning.ts';

const USER_AGENTS: readonly string[] = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'curl/8.8.0',
];

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'];

const EXTENSIONS: readonly string[] = ['csv', 'json', 'parquet', 'pdf', 'xlsx', 'txt', 'png'];

const MIME_TYPES: readonly string[] = [
  'application/json',
  'text/csv',
  'application/pdf',
  'image/png',
  'text/plain',
];

const SYSTEMS: readonly string[] = ['Linux', 'Windows', 'macOS', 'Android', 'iOS'];
const BROWSERS: readonly string[] = ['Chrome', 'Safari', 'Firefox', 'Edge'];
const PROCESSORS: readonly string[] = ['x86_64', 'aarch64', 'arm64', 'i686'];
const TLS: readonly string[] = ['TLSv1.3', 'TLSv1.2'];
const CIPHERS: readonly string[] = ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'];
const COMPRESSIONS: readonly string[] = ['snappy', 'gzip', 'zstd', 'none'];

/** HTTP status codes, the most common ones first. */
const HTTP_STATUSES: readonly number[] = [200, 201, 204, 301, 302, 400, 401, 403, 404, 500, 503];

/** Hexadecimal digits of hashes, by the word that names them. */
const HASH_LENGTHS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
};

/** What computers say about themselves. */
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
    name: 'hash',
    about: 'hexadecimal digits of the usual length: 32 (md5), 40 (sha1), 64 (sha256)',
    said: {
      7.5: 'root$',
      5: 'hash, md5, sha1, sha256, sha512, digest, checksum, sha3 uncles, sha 1, sha 256, md 5, hex, script hex, logs bloom, extra data',
    },
    contents: (context) => [hashes(context, hashLength(context))],
  },
  {
    name: 'wallet',
    about: '`0x` and 40 hexadecimal digits, as an address in a chain of blocks has',
    said: { 6: 'address, addresses, miner, contract address, from address, to address' },
    contents: (context) => {
      const near = ['hash', 'block', 'gas', 'validator', 'script', 'miner', 'wallet'];
      if (!context.isAsked && !near.some((word) => context.around.has(word))) return [];
      const { make } = hashes(context, 40);
      return [{ kind: 'text', longest: 42, make: (rows) => make(rows).map((text) => `0x${text}`) }];
    },
  },
  {
    name: 'token',
    about: '32 hexadecimal digits',
    said: { 5: 'token, session, sessao, session id, api key, secret, senha, password' },
    contents: (context) => [hashes(context, 32)],
  },
  {
    name: 'file-name',
    about: 'name of a file',
    said: { 6: 'filename, file name, arquivo, nome arquivo, file, task filename, recieptfile' },
    contents: ({ draws, language }) => {
      const name = phrases(draws, language, { words: [1, 1] });
      const endings = anyWords(EXTENSIONS, draws('extension'));
      return [
        {
          kind: 'text',
          longest: 20,
          make: (rows) => {
            const after = endings.make(rows);
            return name.make(rows).map((word, row) => `${word.toLowerCase()}.${after[row]}`);
          },
        },
      ];
    },
  },
  {
    name: 'path',
    about: 'path of a file',
    said: { 6: 'path, caminho, diretorio, directory, file path, folder' },
    contents: ({ draws, language }) => {
      const names = phrases(draws, language, { words: [3, 3] });
      return [
        {
          kind: 'text',
          longest: 40,
          cutTo: 8,
          make: (rows) =>
            names.make(rows).map((text) => `/${text.toLowerCase().replaceAll(' ', '/')}`),
        },
      ];
    },
  },
  {
    name: 'version',
    about: 'version of a program, as `3.11.5`',
    said: { 5: 'version, versao, release, python' },
    contents: ({ draws, field }) => versions(draws, field.type === 'integer'),
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
  list('http-method', 'method of HTTP', 'http method, method, metodo', METHODS),
  list('mime-type', 'type of a file', 'mime type, content type, media type, mimetype', MIME_TYPES),
  list(
    'extension',
    'ending of a file',
    'extension, extensao, file type, format, formato, source format',
    EXTENSIONS,
  ),
  list(
    'operating-system',
    'operating system',
    'os, operating system, sistema operacional, platform, plataforma, system name, distro name',
    SYSTEMS,
  ),
  list('browser', 'name of a browser', 'browser, navegador', BROWSERS),
  list(
    'processor',
    'architecture of a processor',
    'cpu, processor, architecture, arch',
    PROCESSORS,
  ),
  list('tls-version', 'version of TLS', 'tls protocol, tls version', TLS),
  list('tls-cipher', 'cipher of TLS', 'tls cipher, cipher', CIPHERS),
  list(
    'compression',
    'method of compression',
    'compression, compression type, compressao',
    COMPRESSIONS,
  ),
  {
    name: 'project',
    about: 'name of a program, a package or a repository',
    said: {
      5: 'project, projeto, package, pacote, repo name, repo, repository, installer name, implementation name, job, task, experiment, lib, program, benchmark name, distro id, destination table, table name',
    },
    contents: ({ draws, language }) => {
      const names = phrases(draws, language, { words: [1, 2] });
      return [
        {
          ...names,
          cutTo: 4,
          make: (rows) => names.make(rows).map((text) => text.toLowerCase().replace(' ', '-')),
        },
      ];
    },
  },
];

function list(name: string, about: string, said: string, words: readonly string[]): Meaning {
  return {
    name,
    about: `${about}: ${words[0]}, ...`,
    said: { 6: said },
    contents: ({ draws }) => [anyWords(words, draws('value'))],
  };
}

/** The three blocks for documentation. */
const BLOCKS: readonly string[] = ['192.0.2.', '198.51.100.', '203.0.113.'];

function addresses(draws: Context['draws']): TextContent {
  const list = BLOCKS.flatMap((block) =>
    Array.from({ length: 254 }, (_, host) => `${block}${host + 1}`),
  );
  const numbers = draws('value');
  const { distinct: _few, ...words } = wordsAt(list, (rows) => numbers.below(rows, list.length));
  return { ...words, types: ['inet'] };
}

function hashLength({ words, field }: Context): number {
  const joined = words.join('');
  const named = Object.entries(HASH_LENGTHS).find(([name]) => joined.includes(name))?.[1];
  const usual = named ?? 64;
  return Math.min(usual, field.length ?? usual);
}

function hashes({ draws }: Context, length: number): TextContent {
  const parts = Array.from({ length: Math.ceil(length / 8) }, (_, part) =>
    draws('part', String(part)),
  );
  return {
    kind: 'text',
    longest: length,
    make: (rows) => {
      const numbers = parts.map((part) => part.uint32s(rows));
      return Array.from({ length: rows.length }, (_, row) => {
        let text = '';
        for (const part of numbers) text += lastDigits(part[row] as number, 16, 8);
        return text.slice(0, length);
      });
    },
  };
}

function versions(draws: Context['draws'], isWhole: boolean): readonly Content[] {
  if (isWhole) return [evenNumbers(draws('value'), { least: 1, most: 9 })];
  const [minor, patch] = [draws('minor'), draws('patch')];
  return [
    {
      kind: 'text',
      longest: 8,
      make: (rows) => {
        const patches = patch.below(rows, 20);
        return columnOf(minor.below(rows, 40), (number, row) => {
          return `${1 + (number >>> 4)}.${number & 15}.${patches[row]}`;
        });
      },
    },
  ];
}
