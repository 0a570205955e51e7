import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The levels of the tree, lowest first. A part imports from lower levels, and from its own level as
 * far as types go: an implementation may know the port of another part, never its code.
 */
const levels: readonly (readonly string[])[] = [
  ['printable'],
  ['errors'],
  ['model'],
  ['columns'],
  ['lake'],
  ['parquet', 'brazil', 'sheets', 'tables', 'aws', 'gcp', 'postgres', 'duckdb'],
  ['schemas', 'contract'],
  ['generate', 'capture', 'protect', 'secrets', 'stores', 'catalog', 'engines', 'destinations'],
  ['land'],
  ['check', 'doctor', 'deliver', 'export'],
  ['report'],
  ['index'],
  ['jobs'],
  ['stack'],
  ['bin'],
];

const levelOf = new Map(levels.flatMap((parts, level) => parts.map((part) => [part, level])));

/** The one file that imports each package. */
const importers: Readonly<Record<string, readonly string[]>> = {
  '@faker-js/faker': ['lib/brazil/faker-words.ts'],
  'parquetjs-lite': ['lib/parquet/parquet-structures.ts'],
  snappy: ['lib/parquet/snappy.ts'],
  hyparquet: ['lib/parquet/hyparquet.ts'],
  '@noble/ciphers': ['lib/protect/aes-siv.ts'],
  '@google-cloud/bigquery': ['lib/gcp/bigquery-client.ts'],
  'google-auth-library': ['lib/gcp/google-auth.ts'],
  '@guanmingchiu/sqlparser-ts': ['lib/schemas/sql-parser.ts'],
  '@duckdb/node-api': ['lib/duckdb/duckdb.ts'],
  '@aws-sdk/client-s3': ['lib/aws/s3-client.ts'],
  '@aws-sdk/client-glue': ['lib/aws/glue-client.ts'],
  '@aws-sdk/client-athena': ['lib/aws/athena-client.ts'],
  '@aws-sdk/client-kms': ['lib/aws/kms-client.ts'],
  '@aws-sdk/client-secrets-manager': ['lib/aws/secrets-manager-client.ts'],
  '@aws-sdk/client-ssm': ['lib/aws/parameter-client.ts'],
  pg: ['lib/postgres/postgres-connection.ts'],
  'pg-copy-streams': ['lib/postgres/postgres-connection.ts'],
  '@observablehq/plot': ['lib/report/charts/plot.ts'],
  linkedom: ['lib/report/charts/plot.ts'],
  'cli-progress': ['bin/terminal/progress.ts'],
  'cli-table3': ['bin/terminal/result-table.ts'],
  'csv-parse': ['bin/terminal/read-csv.ts'],
  'csv-stringify': ['bin/terminal/csv.ts'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = ['bin', 'jobs', 'lib'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => posix.join(folder, file)),
);
const sources = new Map(files.map((file) => [file, withoutComments(readFileSync(file, 'utf8'))]));
const imports = [...sources].flatMap(([file, text]) => importsOf(file, text));

describe('the architecture', () => {
  it('knows every part of the tree', () => {
    expect([...new Set(files.map(partOf))].sort()).toEqual([...levelOf.keys()].sort());
  });

  it('lets each part import only from lower levels, and types from its own', () => {
    const forbidden = imports.filter(({ from, to, typeOnly }) => {
      if (!sources.has(to) || partOf(from) === partOf(to)) return false;
      const [upper = 0, lower = 0] = [levelOf.get(partOf(from)), levelOf.get(partOf(to))];
      return lower > upper || (lower === upper && !typeOnly);
    });

    expect(forbidden).toEqual([]);
  });

  it('has no import of a file that is not there', () => {
    const relative = imports.filter(({ to }) => /^(bin|jobs|lib)\//.test(to));

    expect(relative.filter(({ to }) => !existsSync(to))).toEqual([]);
    expect(relative.length).toBeGreaterThan(100);
  });

  it('imports each heavy package in one file', () => {
    const found = Object.keys(importers).map((name) => [
      name,
      imports
        .filter(({ to }) => to === name || to.startsWith(`${name}/`))
        .map(({ from }) => from)
        .filter((from, position, all) => all.indexOf(from) === position),
    ]);

    expect(Object.fromEntries(found)).toEqual(importers);
  });

  it('knows the CDK in the stack and its app alone', () => {
    const knowing = imports.filter(({ to }) => /^(aws-cdk-lib|constructs|cdk-nag)(\/|$)/.test(to));

    const outside = new Set(
      knowing.map(({ from }) => from).filter((from) => partOf(from) !== 'stack'),
    );

    expect([...outside]).toEqual(['bin/app.ts']);
    expect(knowing.length).toBeGreaterThan(10);
  });

  it('keeps the stack out of the command line, which is installed without the CDK', () => {
    const users = imports.filter(
      ({ to, from }) => partOf(to) === 'stack' && partOf(from) !== 'stack',
    );

    expect([...new Set(users.map(({ from }) => from))]).toEqual(['bin/app.ts']);
  });

  it('keeps the model free of packages', () => {
    const packages = imports.filter(
      ({ from, to }) => ['printable', 'errors', 'model'].includes(partOf(from)) && !sources.has(to),
    );

    expect(packages.map(({ to }) => to)).toEqual(['node:crypto']);
  });

  it('reads clock, environment, working directory and chance in bin alone', () => {
    const reading =
      /Date\.now|new Date\(\)|performance\.|process\.(env|cwd|argv)|Math\.random|toLocale|Intl\.|localeCompare|getTimezoneOffset|\.get(FullYear|Month|Date|Hours)\(/;

    const readers = files.filter(
      (file) => !file.startsWith('bin/') && reading.test(sources.get(file) ?? ''),
    );

    expect(readers).toEqual([]);
    expect(reading.test(sources.get('bin/hourlake.ts') ?? '')).toBe(true);
  });

  it('knows the columns and settings of a table only where the table is declared and made', () => {
    const words = /cpf|growth/i;
    const places = /^lib\/(brazil|tables|generate|protect|schemas)\//;
    const everything = readdirSync('lib', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => posix.join('lib', file));

    // Comments and names of files included.
    const knowing = everything.filter(
      (file) => words.test(file) || words.test(readFileSync(file, 'utf8')),
    );

    expect(knowing.filter((file) => !places.test(file))).toEqual([]);
    expect(knowing.length).toBeGreaterThan(3);
  });

  it('has faces of folders that only export', () => {
    const faces = files.filter((file) => /^lib\/(.+\/)?index\.ts$/.test(file));

    const statements = faces.flatMap((file) =>
      (sources.get(file) ?? '').split(/;\n/).filter((text) => text.trim() !== ''),
    );

    expect(faces).toContain('lib/brazil/index.ts');
    expect(statements.filter((text) => !/^\s*export (type )?(\*|\{)/.test(text))).toEqual([]);
  });

  it('uses no function of Math whose last bit the engine may choose, where data is made', () => {
    const inexact = /Math\.(exp|log|pow|sin|cos|tan|cbrt|hypot|log2|log10|expm1|log1p)\b/;

    const users = files.filter(
      (file) =>
        /^lib\/(model|columns|parquet|brazil|generate|protect|lake)\//.test(file) &&
        inexact.test(sources.get(file) ?? ''),
    );

    expect(users).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** `lib/model/period.ts` is part of model, `bin/options/options.ts` of bin. */
function partOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'lib' ? second.replace(/\.ts$/, '') : top;
}

function importsOf(file: string, text: string): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
  );
  return [...statements].map(([, type, named, loaded]) => {
    const target = named ?? loaded ?? '';
    const to = target.startsWith('.') ? posix.join(dirname(file), target) : target;
    return { from: file, to, typeOnly: type !== undefined };
  });
}
