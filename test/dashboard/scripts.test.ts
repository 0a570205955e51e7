import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { withBasePath } from '../../dashboard/scripts/base-path.ts';
import { runEvidence } from '../../dashboard/scripts/evidence.ts';
import { goldOfLake, sqlOverGold } from '../../dashboard/scripts/gold-tables.ts';
import { useOfflineDuckDb } from '../../dashboard/scripts/offline-duckdb.ts';
import { serveSite } from '../../dashboard/scripts/serve-site.ts';
import { shippedType, writeEmptyTables } from '../../dashboard/scripts/shipped-tables.ts';
import { InputError } from '../../lib/errors.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { goldSources } from './page-queries.ts';
import { smallGold } from './small-gold.ts';
import { goldTables, writeGold } from './write-gold.ts';

const CLIENTS = 'node_modules/@evidence-dev/universal-sql/src/client-duckdb';
const STARTER = `await db.connect();
await connection.query('SET ieee_floating_point_ops = false;');
await connection.query('SET old_implicit_casting = true;');
resolveInit();
`;

/** A folder of a dashboard in which Evidence starts DuckDB by these texts. */
async function dashboardWith(starters: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(starters)) {
    await mkdir(dirname(join(folder, CLIENTS, name)), { recursive: true });
    await writeFile(join(folder, CLIENTS, name), text);
  }
  return folder;
}

describe('the gold tables of the dashboard', () => {
  it('are found in a lake in which dbt has built all of them', async () => {
    const lake = await temporaryFolder();
    await writeGold(lake);

    expect(goldOfLake(lake, goldSources)).toBe(join(lake, 'gold'));
  });

  it('are asked for by "dbt build" in a lake without them', async () => {
    const lake = await temporaryFolder();

    expect(() => goldOfLake(lake, goldSources)).toThrow(
      `Expected the gold tables of a lake in ${join(lake, 'gold')}, got none of them. Build them with "dbt build" (see docs/dbt.md)`,
    );
  });

  it('are named where some are missing', async () => {
    const lake = await temporaryFolder();
    const only = goldSources.filter(({ name }) => name.startsWith('sign_ups_by_'));
    await mkdir(join(lake, 'gold/sign_ups_by_day'), { recursive: true });
    await writeFile(join(lake, 'gold/sign_ups_by_day/sign_ups_by_day.parquet'), '');

    expect(() => goldOfLake(lake, only)).toThrow('got no sign_ups_by_age_band, sign_ups_by_state.');
  });

  it('are not read from a bucket', () => {
    expect(() => goldOfLake('s3://a-lake', goldSources)).toThrow(InputError);
    expect(() => goldOfLake('s3://a-lake', goldSources)).toThrow('HOURLAKE_LAKE to name a folder');
  });

  it('are all that the sources read', () => {
    const read = goldSources.map(({ sql }) => /gold\}\/(\w+)\//.exec(sql)?.[1]);

    expect([...new Set(read)].sort()).toEqual([...goldTables]);
  });

  it('may lie in a folder with a quote and a dollar sign in its name', () => {
    const [source] = goldSources.filter(({ name }) => name === 'sign_ups_by_day');
    const sql = source === undefined ? '' : sqlOverGold(source, "/it's $&");

    expect(sql).toContain("read_parquet('/it''s $&/sign_ups_by_day/sign_ups_by_day.parquet')");
  });
});

describe('the tables of the site', () => {
  it.each([
    ['BIGINT', 'DOUBLE'],
    ['DECIMAL(5,2)', 'DOUBLE'],
    ['DATE', 'TIMESTAMP'],
    ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP'],
    ['BOOLEAN', 'BOOLEAN'],
    ['VARCHAR', 'VARCHAR'],
  ])('have a %s as %s', (type, shipped) => {
    expect(shippedType(type)).toBe(shipped);
  });

  it('are typed files where they are empty, and are left alone where Evidence wrote them', async () => {
    const lake = await temporaryFolder();
    const data = await temporaryFolder();
    await writeGold(lake, { sign_ups_by_day: smallGold.sign_ups_by_day ?? '' });
    const written = join(data, 'gold/sign_ups_by_day/sign_ups_by_day.parquet');
    await mkdir(dirname(written), { recursive: true });
    await writeFile(written, 'written by Evidence');

    const empty = await writeEmptyTables(goldSources, { data, gold: join(lake, 'gold') });

    expect(empty).toEqual(
      goldSources.map(({ name }) => name).filter((name) => name !== 'sign_ups_by_day'),
    );
    expect(await readFile(written, 'utf8')).toBe('written by Evidence');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const file = join(data, 'gold/pypi_by_version/pypi_by_version.parquet');
    const described = await connection.runAndReadAll(`DESCRIBE FROM '${file}'`);
    expect(described.getRowObjects().map((row) => [row.column_name, row.column_type])).toEqual([
      ['day', 'TIMESTAMP'],
      ['version', 'VARCHAR'],
      ['downloads', 'DOUBLE'],
    ]);
  });
});

describe('DuckDB in the browser and in the build', () => {
  it('starts without the two settings that the older version does not know', async () => {
    const folder = await dashboardWith({ 'browser.js': STARTER, 'node.js': STARTER });

    await useOfflineDuckDb(folder);

    for (const name of ['browser.js', 'node.js']) {
      const lines = (await readFile(join(folder, CLIENTS, name), 'utf8')).split('\n');
      expect(lines.filter((line) => /^await/.test(line))).toEqual(['await db.connect();']);
      expect(lines).toContain('resolveInit();');
    }
  });

  it('is changed once, however often a build runs', async () => {
    const folder = await dashboardWith({ 'browser.js': STARTER, 'node.js': STARTER });
    await useOfflineDuckDb(folder);
    const once = await readFile(join(folder, CLIENTS, 'node.js'), 'utf8');

    await useOfflineDuckDb(folder);

    expect(await readFile(join(folder, CLIENTS, 'node.js'), 'utf8')).toBe(once);
  });

  it.each([
    ['has no such line', STARTER.replace('old_implicit_casting', 'another_setting')],
    ['has it twice', `${STARTER}${STARTER}`],
  ])('fails a build loudly where Evidence %s', async (_, text) => {
    const folder = await dashboardWith({ 'browser.js': STARTER, 'node.js': text });

    await expect(useOfflineDuckDb(folder)).rejects.toThrow(
      /Expected the line await connection\.query\('SET .*client-duckdb\/node\.js, got another text/,
    );
  });

  it('asks for "npm ci" where Evidence is not installed', async () => {
    await expect(useOfflineDuckDb(await temporaryFolder())).rejects.toThrow(
      'Run "npm ci" in dashboard/ first.',
    );
  });
});

describe('Evidence', () => {
  /** A folder in which the command line of Evidence is this text. */
  async function evidence(cli: string): Promise<string> {
    const folder = await temporaryFolder();
    const file = join(folder, 'node_modules/@evidence-dev/evidence/cli.js');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, cli);
    return folder;
  }

  it.each([
    ['process.exit(3)', '"evidence build:strict" ended with code 3.'],
    [
      'console.log("by_month | Error in Query! Binder Error")',
      'Queries failed in "evidence build:strict":\nby_month | Error in Query! Binder Error',
    ],
  ])('fails a build: %s', async (cli, message) => {
    const options = { dashboard: await evidence(cli), environment: process.env };

    await expect(runEvidence(['build:strict'], options)).rejects.toThrow(message);
  });

  it('gets the environment', async () => {
    const dashboard = await evidence('process.exit(process.env.A_NAME === "a value" ? 0 : 1)');
    const environment = { ...process.env, A_NAME: 'a value' };

    await expect(runEvidence(['sources'], { dashboard, environment })).resolves.toBeUndefined();
  });
});

describe('the base path', () => {
  it('is what Evidence reads, and nothing at the root of a host', () => {
    expect(withBasePath('plugins: {}\n', '/hourlake')).toContain("  basePath: '/hourlake'\n");
    expect(withBasePath('plugins: {}\n', '')).toBe('plugins: {}\n');
  });

  it.each(['hourlake', '/hourlake/', '/', "/a'b", '//a'])('is refused: %o', (path) => {
    expect(() => withBasePath('', path)).toThrow('Expected a base path such as /hourlake');
  });
});

describe('the preview', () => {
  it('serves pages, files and parts of files, below a path', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'pypi'));
    await writeFile(join(folder, 'pypi/index.html'), '<p>PyPI</p>');
    await writeFile(join(folder, 'data.parquet'), 'PAR1 and more');
    const site = await serveSite(folder, { basePath: '/hourlake' });

    const page = await fetch(`${site.url}/pypi`);
    const part = await fetch(`${site.url}/data.parquet`, { headers: { range: 'bytes=0-3' } });
    const statuses = await Promise.all(
      [`${site.url}/nothing`, new URL('/pypi/', site.url), `${site.url}/..%2f..%2fetc/passwd`].map(
        async (url) => (await fetch(url)).status,
      ),
    );
    await site.close();

    expect(await page.text()).toBe('<p>PyPI</p>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      'PAR1',
      'bytes 0-3/13',
    ]);
    expect(statuses).toEqual([404, 404, 404]);
  });
});

describe('the package of the dashboard', () => {
  it('pins Evidence, and a DuckDB for browsers that has Parquet inside', async () => {
    const manifest = JSON.parse(await readFile('dashboard/package.json', 'utf8'));
    const lock = JSON.parse(await readFile('dashboard/package-lock.json', 'utf8'));

    for (const version of Object.values(manifest.dependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-r\.\d+)?$/);
    }
    expect(manifest.overrides['@duckdb/duckdb-wasm']).toBe('1.28.0');
    const versions = Object.entries<{ version: string }>(lock.packages)
      .filter(([name]) => name.endsWith('node_modules/@duckdb/duckdb-wasm'))
      .map(([, { version }]) => version);
    expect(versions).toEqual(['1.28.0']);
  });

  it('has the DuckDB for Node.js of the checkout', async () => {
    const versions = await Promise.all(
      ['package.json', 'dashboard/package.json'].map(async (file) => {
        const { dependencies, devDependencies } = JSON.parse(await readFile(file, 'utf8'));
        return { ...devDependencies, ...dependencies }['@duckdb/node-api'];
      }),
    );

    expect(versions[0]).toBe(versions[1]);
  });

  it('names no registry in its lock file', async () => {
    const lock = JSON.parse(await readFile('dashboard/package-lock.json', 'utf8'));

    expect(JSON.stringify(lock)).not.toContain('"resolved"');
  });

  it('sends no statistics of usage', async () => {
    const settings = JSON.parse(await readFile('dashboard/evidence.settings.json', 'utf8'));

    expect(settings).toEqual({ send_anonymous_usage_stats: 'no' });
  });
});
