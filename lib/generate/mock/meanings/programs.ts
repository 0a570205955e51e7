import { columnOf } from '../content/columns.ts';
import type { Content } from '../content/content.ts';
import { evenNumbers } from '../content/number-content.ts';
import { phrases } from '../content/phrases.ts';
import { anyWords } from '../content/word-content.ts';
import type { Context, Meaning } from './meaning.ts';
import { wordMeaning } from './word-meaning.ts';

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

/** Files and programs. */
export const programMeanings: readonly Meaning[] = [
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
  wordMeaning(
    'mime-type',
    'type of a file',
    'mime type, content type, media type, mimetype',
    MIME_TYPES,
  ),
  wordMeaning(
    'extension',
    'ending of a file',
    'extension, extensao, file type, format, formato, source format',
    EXTENSIONS,
  ),
  wordMeaning(
    'operating-system',
    'operating system',
    'os, operating system, sistema operacional, platform, plataforma, system name, distro name',
    SYSTEMS,
  ),
  wordMeaning('browser', 'name of a browser', 'browser, navegador', BROWSERS),
  wordMeaning(
    'processor',
    'architecture of a processor',
    'cpu, processor, architecture, arch',
    PROCESSORS,
  ),
  wordMeaning('tls-version', 'version of TLS', 'tls protocol, tls version', TLS),
  wordMeaning('tls-cipher', 'cipher of TLS', 'tls cipher, cipher', CIPHERS),
  wordMeaning(
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
